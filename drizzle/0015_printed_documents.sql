CREATE TABLE "printed_documents" (
	"hash" text PRIMARY KEY NOT NULL,
	"pdf" "bytea" NOT NULL,
	"printed_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE INDEX "printed_documents_printed_at_index" ON "printed_documents" USING btree ("printed_at");