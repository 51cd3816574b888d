CREATE TABLE "audit_chain" (
	"only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"position" bigint NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "audit_chain_only" CHECK ("audit_chain"."only")
);
--> statement-breakpoint
CREATE TABLE "audit_log" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_log_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone NOT NULL,
	"staff_id" uuid,
	"from" text NOT NULL,
	"what" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"values_digest" "bytea",
	"position" bigint,
	"chain_hash" "bytea",
	CONSTRAINT "audit_log_chained" CHECK (("audit_log"."position" is null) = ("audit_log"."chain_hash" is null) and "audit_log"."position" > 0),
	CONSTRAINT "audit_log_bounded" CHECK (length("audit_log"."from") <= 100 and length("audit_log"."what") <= 60 and length("audit_log"."subject_kind") <= 30 and length("audit_log"."subject_id") between 1 and 200)
);
--> statement-breakpoint
CREATE TABLE "audit_values" (
	"audit_id" bigint PRIMARY KEY NOT NULL,
	"salt" "bytea" NOT NULL,
	"before" jsonb,
	"after" jsonb,
	CONSTRAINT "audit_values_bounded" CHECK (coalesce(octet_length("audit_values"."before"::text), 0) <= 131072 and coalesce(octet_length("audit_values"."after"::text), 0) <= 131072)
);
--> statement-breakpoint
ALTER TABLE "audit_log" ADD CONSTRAINT "audit_log_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_values" ADD CONSTRAINT "audit_values_audit_id_audit_log_id_fk" FOREIGN KEY ("audit_id") REFERENCES "public"."audit_log"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "audit_log_position" ON "audit_log" USING btree ("position");--> statement-breakpoint
CREATE INDEX "audit_log_unchained" ON "audit_log" USING btree ("id") WHERE position is null;--> statement-breakpoint
CREATE INDEX "audit_log_at" ON "audit_log" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "audit_log_staff" ON "audit_log" USING btree ("staff_id","at","id");--> statement-breakpoint
CREATE INDEX "audit_log_what" ON "audit_log" USING btree ("what","at","id");--> statement-breakpoint
CREATE INDEX "audit_log_subject" ON "audit_log" USING btree ("subject_kind","subject_id","at","id");--> statement-breakpoint
INSERT INTO audit_chain (position, hash) VALUES (0, decode(repeat('00', 32), 'hex'));--> statement-breakpoint
-- jsonb has one text for equal values: keys sorted, spaces as PostgreSQL puts them.
CREATE FUNCTION audit_values_digest(salt bytea, before jsonb, after jsonb) RETURNS bytea LANGUAGE sql STABLE AS $$
  SELECT sha256(salt || convert_to(jsonb_build_array(before, after)::text, 'UTF8'))
$$;--> statement-breakpoint
CREATE FUNCTION audit_row_hash(previous bytea, row_position bigint, entry audit_log) RETURNS bytea LANGUAGE sql STABLE AS $$
  SELECT sha256(previous || convert_to(jsonb_build_array(row_position, entry.id, (extract(epoch FROM entry.at) * 1000000)::bigint,
    entry.staff_id, entry."from", entry.what, entry.subject_kind, entry.subject_id, encode(entry.values_digest, 'hex'))::text, 'UTF8'))
$$;--> statement-breakpoint
-- Gives up to `batch` rows their positions, and returns how many. The lock lets one process extend the chain; nothing else takes it.
CREATE FUNCTION extend_audit_chain(batch integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  head audit_chain;
  entry audit_log;
  chained integer := 0;
BEGIN
  SELECT * INTO STRICT head FROM audit_chain FOR UPDATE;
  FOR entry IN SELECT * FROM audit_log WHERE position IS NULL ORDER BY id LIMIT batch LOOP
    head.position := head.position + 1;
    head.hash := audit_row_hash(head.hash, head.position, entry);
    UPDATE audit_log SET position = head.position, chain_hash = head.hash WHERE id = entry.id;
    chained := chained + 1;
  END LOOP;
  UPDATE audit_chain SET position = head.position, hash = head.hash WHERE chained > 0;
  RETURN chained;
END $$;--> statement-breakpoint
CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  expected audit_log := OLD;
BEGIN
  expected.position := NEW.position;
  expected.chain_hash := NEW.chain_hash;
  IF OLD.position IS NULL AND NEW.position IS NOT NULL AND NEW IS NOT DISTINCT FROM expected THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'audit_log is append-only';
END $$;--> statement-breakpoint
CREATE TRIGGER audit_log_append_only BEFORE UPDATE ON audit_log FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();--> statement-breakpoint
CREATE TRIGGER audit_log_chained_later BEFORE INSERT ON audit_log FOR EACH ROW WHEN (NEW.position IS NOT NULL) EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER audit_log_kept BEFORE DELETE ON audit_log FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER audit_log_not_emptied BEFORE TRUNCATE ON audit_log FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER audit_values_append_only BEFORE UPDATE ON audit_values FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER audit_chain_only_grows BEFORE UPDATE ON audit_chain FOR EACH ROW
  WHEN (NEW.position <= OLD.position) EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER audit_chain_kept BEFORE DELETE ON audit_chain FOR EACH ROW EXECUTE FUNCTION refuse_change();
