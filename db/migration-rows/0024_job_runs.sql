INSERT INTO job_runs (job, started_at, duration_ms, done, remaining) VALUES ('send-mail', '2026-11-30 08:00+00', 12, 1, 0);
