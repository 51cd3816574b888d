INSERT INTO staff_presence (subject, staff_id, seen_at)
  VALUES ('order ORD-2222222222', '00000000-0000-4000-8000-000000000020', '2026-11-30 08:00+00');
