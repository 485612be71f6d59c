CREATE TABLE "audit_log" (
	"position" bigint PRIMARY KEY NOT NULL,
	"at" bigint NOT NULL,
	"by" text NOT NULL,
	"name" text NOT NULL,
	"act" text NOT NULL,
	"details" jsonb NOT NULL,
	"chain" text NOT NULL
);
--> statement-breakpoint
CREATE INDEX "audit_log_by_time" ON "audit_log" USING btree ("at");