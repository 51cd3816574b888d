-- Rows for the tables of this migration.
INSERT INTO payment_attempts (id, order_id, provider, amount_cents, parameters_hash, provider_ref, status, closed_at)
  VALUES ('00000000-0000-4000-8000-00000000000c', '00000000-0000-4000-8000-000000000008', 'stripe', 12920, 'hash', 'pi_1', 'closed', '2026-11-20 10:05+00');
INSERT INTO payments (id, order_id, attempt_id, provider, provider_ref, amount_cents, currency, status, captured_at)
  VALUES ('00000000-0000-4000-8000-00000000000d', '00000000-0000-4000-8000-000000000008', '00000000-0000-4000-8000-00000000000c', 'stripe', 'ch_1',
    12920, 'EUR', 'captured', '2026-11-20 10:05+00');
INSERT INTO payment_events (provider, event_id, type, attempt_ref) VALUES ('stripe', 'evt_1', 'payment_intent.succeeded', 'pi_1');
INSERT INTO payment_events (provider, event_id, type, payment_ref) VALUES ('stripe', 'evt_2', 'charge.dispute.created', 'ch_1'),
  ('stripe', 'evt_3', 'charge.dispute.closed', 'ch_1'), ('paypal', 'WH-1', 'PAYMENT.CAPTURE.REVERSED', '3C679366HH908993F');
INSERT INTO orders (reference, payment_reference, checkout_key, cart_id, payment_method, email, phone, shipping_address, billing_address,
    shipping_method, subtotal_cents, discount_cents, shipping_cents, total_cents, vat_by_rate, placed_at)
  SELECT 'ORD-3456789ABC', 12345678909, gen_random_uuid(), cart_id, 'card', email, phone, shipping_address, billing_address,
    shipping_method, subtotal_cents, discount_cents, shipping_cents, total_cents, vat_by_rate, placed_at FROM orders;
INSERT INTO refunds (order_id, payment_id, amount_cents, reason)
  VALUES ('00000000-0000-4000-8000-000000000008', '00000000-0000-4000-8000-00000000000d', 500, 'requested');
INSERT INTO alerts (kind, order_id, dedupe_key) VALUES ('disputed', '00000000-0000-4000-8000-000000000008', 'disputed:1');
