-- Rows for the tables of this migration.
INSERT INTO shipments (id, order_id, carrier, shipped_at)
  VALUES ('00000000-0000-4000-8000-00000000000e', '00000000-0000-4000-8000-000000000008', 'GLS', '2026-11-21 10:00+00');
INSERT INTO shipment_lines (shipment_id, order_id, position, quantity)
  VALUES ('00000000-0000-4000-8000-00000000000e', '00000000-0000-4000-8000-000000000008', 1, 1);
INSERT INTO returns (id, order_id, kind, name, email, whole, requested_at)
  VALUES ('00000000-0000-4000-8000-00000000000f', '00000000-0000-4000-8000-000000000008', 'withdrawal', 'Ana', 'ana@example.com', false,
    '2026-11-22 10:00+00');
INSERT INTO return_lines (return_id, order_id, position, quantity)
  VALUES ('00000000-0000-4000-8000-00000000000f', '00000000-0000-4000-8000-000000000008', 1, 1);
INSERT INTO invoice_series (year, premises, device, last_number) VALUES (2026, 'P1', '1', 2);
INSERT INTO invoices (order_id, kind, refund_id, year, premises, device, number, content, issued_at)
  SELECT order_id, 'credit_note', id, 2026, 'P1', '1', 2, '{}', '2026-11-22 10:00+00' FROM refunds LIMIT 1;
INSERT INTO invoices (order_id, kind, year, premises, device, number, content, issued_at)
  VALUES ('00000000-0000-4000-8000-000000000008', 'invoice', 2026, 'P1', '1', 1, '{}', '2026-11-20 10:05+00');
