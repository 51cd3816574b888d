INSERT INTO disputes (order_id, payment_id, provider_ref, amount_cents, status, opened_at)
  VALUES ('00000000-0000-4000-8000-000000000008', '00000000-0000-4000-8000-00000000000d', 'du_1', 12920, 'open', '2026-11-23 10:00+00');
