INSERT INTO staff (id, email, name, role) VALUES ('00000000-0000-4000-8000-000000000020', 'mara@earthman.example', 'Mara', 'owner');
INSERT INTO staff_passwords (staff_id, hash, changed_at) VALUES ('00000000-0000-4000-8000-000000000020', '$argon2id$', '2026-11-30 08:00+00');
INSERT INTO staff_authenticators (staff_id, secret, last_step, confirmed_at)
  VALUES ('00000000-0000-4000-8000-000000000020', 'encrypted', 59000000, '2026-11-30 08:00+00');
INSERT INTO staff_recovery_codes (staff_id, hash) VALUES ('00000000-0000-4000-8000-000000000020', 'hash');
INSERT INTO staff_sessions (staff_id, token_hash, last_seen_at, expires_at)
  VALUES ('00000000-0000-4000-8000-000000000020', 'hash', '2026-11-30 08:00+00', '2026-11-30 16:00+00');
INSERT INTO staff_lockouts (key, tries, last_tried_at) VALUES ('hash', 1, '2026-11-30 08:00+00');
