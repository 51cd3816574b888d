CREATE TABLE "job_runs" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "job_runs_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"job" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"duration_ms" integer NOT NULL,
	"done" integer NOT NULL,
	"remaining" integer,
	"error" text,
	CONSTRAINT "job_runs_outcome" CHECK (("job_runs"."remaining" is null) = ("job_runs"."error" is not null)),
	CONSTRAINT "job_runs_bounded" CHECK (length("job_runs"."job") <= 60 and length("job_runs"."error") <= 300)
);
--> statement-breakpoint
CREATE INDEX "job_runs_job" ON "job_runs" USING btree ("job","id");--> statement-breakpoint
CREATE INDEX "job_runs_started_at" ON "job_runs" USING btree ("started_at");