INSERT INTO staff_passkeys (credential_id, staff_id, name, public_key, counter, transports, last_used_at)
  VALUES ('Y3JlZGVudGlhbA', '00000000-0000-4000-8000-000000000020', 'Desk', '\xa5', 0, '{internal}', '2026-11-30 08:00+00');
INSERT INTO staff_used_challenges (challenge, expires_at) VALUES ('Y2hhbGxlbmdl', '2026-11-30 09:00+00');
INSERT INTO staff_invitations (email, role, invited_by, expires_at)
  VALUES ('invited@earthman.example', 'viewer', '00000000-0000-4000-8000-000000000020', '2026-12-07 08:00+00');
