-- Nobody reads these tables while they are rewritten. Where a long query holds one of them for 15 seconds, this gives up
-- with nothing changed rather than keep the shop waiting, and can be run again.
SET LOCAL lock_timeout = '15s';--> statement-breakpoint
LOCK TABLE "order_events", "stock_movements" IN ACCESS EXCLUSIVE MODE;--> statement-breakpoint
-- Actors were free text. "system" and "customer" become kinds; "seed" and "import" are the system's, "actor_name" keeping
-- which; every other text was the name of a member of staff, who had no id yet, and stays in "actor_name".
-- The ledger refuses UPDATE, so its new columns are filled by a change of type.
ALTER TABLE "stock_movements" RENAME COLUMN "actor" TO "actor_name";--> statement-breakpoint
ALTER TABLE "stock_movements" ADD COLUMN "actor_kind" text, ADD COLUMN "actor_id" uuid;--> statement-breakpoint
ALTER TABLE "stock_movements"
	ALTER COLUMN "actor_kind" SET DATA TYPE text USING (case when "actor_name" in ('system', 'customer') then "actor_name" when "actor_name" in ('seed', 'import') then 'system' else 'staff' end),
	ALTER COLUMN "actor_name" DROP NOT NULL,
	ALTER COLUMN "actor_name" SET DATA TYPE text USING (case when "actor_name" not in ('system', 'customer') then "actor_name" end);--> statement-breakpoint
ALTER TABLE "stock_movements" ALTER COLUMN "actor_kind" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "stock_movements" ADD CONSTRAINT "stock_movements_actor" CHECK (case "stock_movements"."actor_kind" when 'system' then "stock_movements"."actor_id" is null when 'customer' then true when 'staff' then coalesce("stock_movements"."actor_id"::text, "stock_movements"."actor_name") is not null else false end);--> statement-breakpoint
ALTER TABLE "order_events" RENAME COLUMN "actor" TO "actor_name";--> statement-breakpoint
ALTER TABLE "order_events" ALTER COLUMN "actor_name" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "order_events" ADD COLUMN "data" jsonb DEFAULT '{}'::jsonb NOT NULL, ADD COLUMN "actor_kind" text, ADD COLUMN "actor_id" uuid;--> statement-breakpoint
-- A note becomes the data of its kind. What the event was about is found by its time, which was written with it; amounts
-- that can't be told apart stay null. A note of any other kind stays as "note" in its data.
UPDATE "order_events" e SET
	"data" = case e."kind"
		when 'shipped' then coalesce(
			(select jsonb_build_object('carrier', s."carrier", 'trackingNumber', s."tracking_number") from "shipments" s
				where s."order_id" = e."order_id" and s."shipped_at" = e."created_at" and e."note" = concat_ws(' ', nullif(s."carrier", ''), nullif(s."tracking_number", ''))
				limit 1),
			jsonb_build_object('carrier', e."note", 'trackingNumber', ''))
		when 'cancelled' then jsonb_build_object(
			'reason', coalesce(
				(select o."cancel_reason" from "orders" o where o."id" = e."order_id" and o."cancelled_at" = e."created_at"),
				case e."actor_name" when 'customer' then 'customer' when 'system' then 'expired' else 'staff' end),
			'note', case when e."actor_name" = 'system' and e."note" = 'not paid in time' then '' else e."note" end)
		when 'return_rejected' then jsonb_build_object('rejection', e."note")
		when 'payment_received' then jsonb_build_object('amountCents', (
			select max(p."amount_cents") from "payments" p where p."order_id" = e."order_id" and p."captured_at" = e."created_at" having count(*) = 1))
		when 'underpaid' then jsonb_build_object('amountCents', (
			select max(p."amount_cents") from "payments" p where p."order_id" = e."order_id" and p."captured_at" = e."created_at" having count(*) = 1))
		when 'refund_requested' then jsonb_build_object(
			'amountCents', (select max(r."amount_cents") from "refunds" r where r."order_id" = e."order_id" and r."created_at" = e."created_at" having count(*) = 1),
			'reason', (select max(r."reason") from "refunds" r where r."order_id" = e."order_id" and r."created_at" = e."created_at" having count(distinct r."reason") = 1))
		when 'refunded' then jsonb_build_object('amountCents', (
			select max(r."amount_cents") from "refunds" r where r."order_id" = e."order_id" and r."status" = 'succeeded' and r."closed_at" = e."created_at" having count(*) = 1))
		when 'refund_failed' then jsonb_build_object('amountCents', (
			select max(r."amount_cents") from "refunds" r where r."order_id" = e."order_id" and r."status" = 'failed' and r."closed_at" = e."created_at" having count(*) = 1))
		else case when e."note" = '' then '{}'::jsonb else jsonb_build_object('note', e."note") end
	end,
	"actor_kind" = case when e."actor_name" in ('system', 'customer') then e."actor_name" when e."actor_name" in ('seed', 'import') then 'system' else 'staff' end,
	"actor_name" = case when e."actor_name" not in ('system', 'customer') then e."actor_name" end;--> statement-breakpoint
ALTER TABLE "order_events" ALTER COLUMN "actor_kind" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "order_events" DROP COLUMN "note";--> statement-breakpoint
ALTER TABLE "order_events" ADD CONSTRAINT "order_events_actor" CHECK (case "order_events"."actor_kind" when 'system' then "order_events"."actor_id" is null when 'customer' then true when 'staff' then coalesce("order_events"."actor_id"::text, "order_events"."actor_name") is not null else false end);--> statement-breakpoint
-- Mails about some of an order's lines call them items.
UPDATE "outbox_messages" SET "data" = ("data" - 'pieces') || jsonb_build_object('items', "data" -> 'pieces') WHERE "data" ? 'pieces';
