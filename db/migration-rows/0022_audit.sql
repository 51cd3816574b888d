INSERT INTO audit_log (at, staff_id, "from", what, subject_kind, subject_id, values_digest)
  VALUES ('2026-11-30 08:00+00', '00000000-0000-4000-8000-000000000020', '192.0.2.1', 'order.tagged', 'order', '00000000-0000-4000-8000-000000000001', '\x00');
INSERT INTO audit_values (audit_id, salt, before, after) VALUES (1, '\x00', '{"tags": []}', '{"tags": ["gift"]}');
