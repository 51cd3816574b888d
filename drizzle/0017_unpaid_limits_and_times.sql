ALTER TABLE "cart_lines" DROP CONSTRAINT "cart_lines_cart_id_carts_id_fk";
--> statement-breakpoint
ALTER TABLE "invoice_series" ADD COLUMN "last_issued_at" timestamp with time zone;--> statement-breakpoint
UPDATE "invoice_series" s SET "last_issued_at" = (select max(i."issued_at") from "invoices" i
	where i."year" = s."year" and i."premises" = s."premises" and i."device" = s."device");--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "placed_from" text;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "transfer_from" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "cart_lines" ADD CONSTRAINT "cart_lines_cart_id_carts_id_fk" FOREIGN KEY ("cart_id") REFERENCES "public"."carts"("id") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
CREATE INDEX "orders_unpaid_phone" ON "orders" USING btree ("phone") WHERE not online and status in ('pending', 'confirmed');--> statement-breakpoint
CREATE INDEX "orders_unpaid_placed_from" ON "orders" USING btree ("placed_from") WHERE not online and status in ('pending', 'confirmed');