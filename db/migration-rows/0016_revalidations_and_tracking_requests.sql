INSERT INTO revalidations (tag) VALUES ('root');
INSERT INTO tracking_requests (reference, email, requested_at) VALUES ('ORD-2222222222', 'ana@example.com', '2026-11-22 10:00+00');
