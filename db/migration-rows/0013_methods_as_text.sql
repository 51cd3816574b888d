-- Rows from when actors and notes were free text.
INSERT INTO orders (id, reference, payment_reference, checkout_key, cart_id, status, payment_method, email, phone, shipping_address, billing_address,
    shipping_method, subtotal_cents, discount_cents, shipping_cents, total_cents, vat_by_rate, placed_at, cancelled_at, cancel_reason)
  VALUES ('00000000-0000-4000-8000-000000000010', 'ORD-456789ABCD', 12345678902, '00000000-0000-4000-8000-000000000011',
    '00000000-0000-4000-8000-000000000012', 'cancelled', 'cash_on_delivery', 'ivo@example.com', '+385911234567', '{"city": "Split"}',
    '{"city": "Split"}', 'standard', 6900, 0, 500, 7400, '[]', '2026-11-21 08:30+00', '2026-11-21 09:00+00', 'customer');
INSERT INTO refunds (order_id, payment_id, amount_cents, reason, status, created_at, closed_at) VALUES
  ('00000000-0000-4000-8000-000000000008', '00000000-0000-4000-8000-00000000000d', 700, 'requested', 'succeeded', '2026-11-22 09:00+00', '2026-11-22 09:01+00'),
  ('00000000-0000-4000-8000-000000000008', '00000000-0000-4000-8000-00000000000d', 800, 'sold_out', 'succeeded', '2026-11-22 09:30+00', '2026-11-22 10:00+00'),
  ('00000000-0000-4000-8000-000000000008', '00000000-0000-4000-8000-00000000000d', 900, 'duplicate', 'failed', '2026-11-22 09:30+00', '2026-11-22 10:00+00'),
  ('00000000-0000-4000-8000-000000000008', '00000000-0000-4000-8000-00000000000d', 100, 'requested', 'succeeded', '2026-11-22 11:00+00', '2026-11-22 11:01+00'),
  ('00000000-0000-4000-8000-000000000008', '00000000-0000-4000-8000-00000000000d', 200, 'requested', 'succeeded', '2026-11-22 11:00+00', '2026-11-22 11:01+00');
INSERT INTO order_events (order_id, kind, actor, note, created_at) VALUES
  ('00000000-0000-4000-8000-000000000008', 'cancelled', 'system', 'not paid in time', '2026-11-20 09:00+00'),
  ('00000000-0000-4000-8000-000000000008', 'payment_received', 'system', '', '2026-11-20 10:05+00'),
  ('00000000-0000-4000-8000-000000000008', 'underpaid', 'Mara', '', '2026-11-20 11:00+00'),
  ('00000000-0000-4000-8000-000000000008', 'shipped', 'Mara', 'GLS', '2026-11-21 10:00+00'),
  ('00000000-0000-4000-8000-000000000008', 'shipped', 'Mara', 'DPD 77', '2026-11-21 11:00+00'),
  ('00000000-0000-4000-8000-000000000008', 'delivered', 'staff', 'left at the door', '2026-11-21 12:00+00'),
  ('00000000-0000-4000-8000-000000000008', 'refund_requested', 'Mara', '', '2026-11-22 09:00+00'),
  ('00000000-0000-4000-8000-000000000008', 'refunded', 'system', '', '2026-11-22 09:01+00'),
  ('00000000-0000-4000-8000-000000000008', 'refunded', 'system', '', '2026-11-22 10:00+00'),
  ('00000000-0000-4000-8000-000000000008', 'refund_failed', 'system', '', '2026-11-22 10:00+00'),
  ('00000000-0000-4000-8000-000000000008', 'refund_requested', 'Mara', '', '2026-11-22 11:00+00'),
  ('00000000-0000-4000-8000-000000000008', 'refunded', 'system', '', '2026-11-22 11:01+00'),
  ('00000000-0000-4000-8000-000000000008', 'return_rejected', 'Mara', 'The seal was broken.', '2026-11-23 10:00+00'),
  ('00000000-0000-4000-8000-000000000010', 'cancelled', 'customer', 'Wrong size', '2026-11-21 09:00+00');
INSERT INTO stock_movements (variant_id, kind, quantity, order_id, actor, note) VALUES
  ('00000000-0000-4000-8000-000000000006', 'receive', 1, null, 'seed', ''),
  ('00000000-0000-4000-8000-000000000006', 'adjust', -1, null, 'Mara', 'torn'),
  ('00000000-0000-4000-8000-000000000006', 'reserve', 1, '00000000-0000-4000-8000-000000000010', 'customer', ''),
  ('00000000-0000-4000-8000-000000000006', 'release', 1, '00000000-0000-4000-8000-000000000010', 'system', '');
INSERT INTO outbox_messages (kind, recipient, order_id, dedupe_key, data) VALUES
  ('shipped', 'ana@example.com', '00000000-0000-4000-8000-000000000008', 'shipped:00000000-0000-4000-8000-00000000000e',
    '{"carrier": "GLS", "trackingNumber": "", "pieces": [{"position": 1, "quantity": 1}], "more": false}');
