ALTER TABLE "media" ADD COLUMN "source" text;--> statement-breakpoint
CREATE INDEX "media_source_index" ON "media" USING btree ("source");