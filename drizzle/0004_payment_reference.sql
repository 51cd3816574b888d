CREATE SEQUENCE payment_references AS bigint;--> statement-breakpoint
-- Unique without telling how many orders there are: multiplying by a number coprime to 10^10 visits every remainder once.
CREATE FUNCTION next_payment_reference() RETURNS bigint LANGUAGE sql VOLATILE
RETURN 10000000000 + ((nextval('public.payment_references'::regclass)::numeric * 3141592621) % 10000000000)::bigint;--> statement-breakpoint
ALTER TABLE "orders" ALTER COLUMN "payment_reference" SET DEFAULT next_payment_reference();