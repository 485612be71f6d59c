CREATE TABLE "channel_failures" (
	"id" text PRIMARY KEY NOT NULL,
	"connector_id" text NOT NULL,
	"about" text NOT NULL,
	"subject" text NOT NULL,
	"state" text NOT NULL,
	"code" text NOT NULL,
	"detail" text NOT NULL,
	"advice" text NOT NULL,
	"attempts" bigint NOT NULL,
	"first_at" bigint NOT NULL,
	"last_at" bigint NOT NULL,
	"ended_at" bigint
);
--> statement-breakpoint
CREATE TABLE "connectors" (
	"id" text PRIMARY KEY NOT NULL,
	"warehouse" text NOT NULL,
	"channel" text NOT NULL,
	"kind" text NOT NULL,
	"base_url" text,
	"settings" jsonb NOT NULL,
	"credentials" text NOT NULL,
	"paused" boolean NOT NULL,
	"created_at" bigint NOT NULL,
	"failures_in_row" bigint NOT NULL,
	"rests_until" bigint NOT NULL,
	"heard_at" bigint,
	"last_update_at" bigint
);
--> statement-breakpoint
CREATE TABLE "listings" (
	"connector_id" text NOT NULL,
	"listing" text NOT NULL,
	"sku" text NOT NULL,
	"pack_quantity" bigint NOT NULL,
	"mode" text NOT NULL,
	"cap" bigint,
	"percent" bigint NOT NULL,
	"buffer" bigint NOT NULL,
	"look" bigint NOT NULL,
	"wanted" bigint NOT NULL,
	"version" bigint NOT NULL,
	"urgency" bigint NOT NULL,
	"changed_at" bigint NOT NULL,
	"sending" jsonb,
	"shown" bigint,
	"shown_version" bigint NOT NULL,
	"shown_at" bigint,
	"attempts" bigint NOT NULL,
	"next_at" bigint NOT NULL,
	"stopped" boolean NOT NULL,
	CONSTRAINT "listings_connector_id_listing_pk" PRIMARY KEY("connector_id","listing")
);
--> statement-breakpoint
CREATE TABLE "publications" (
	"connector_id" text NOT NULL,
	"listing" text NOT NULL,
	"version" bigint NOT NULL,
	"quantity" bigint NOT NULL,
	"since" bigint NOT NULL,
	"confirmed_at" bigint NOT NULL,
	CONSTRAINT "publications_connector_id_listing_version_pk" PRIMARY KEY("connector_id","listing","version")
);
--> statement-breakpoint
ALTER TABLE "listings" ADD CONSTRAINT "listings_connector_id_connectors_id_fk" FOREIGN KEY ("connector_id") REFERENCES "public"."connectors"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "channel_failures_now" ON "channel_failures" USING btree ("connector_id","about","subject") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "channel_failures_by_time" ON "channel_failures" USING btree ("connector_id","last_at");--> statement-breakpoint
CREATE INDEX "listings_by_sku" ON "listings" USING btree ("sku");--> statement-breakpoint
CREATE INDEX "listings_to_look_at" ON "listings" USING btree ("connector_id") WHERE look > 0;--> statement-breakpoint
CREATE INDEX "listings_due" ON "listings" USING btree ("connector_id","urgency","changed_at") WHERE version > shown_version;--> statement-breakpoint
CREATE INDEX "publications_by_time" ON "publications" USING btree ("connector_id","confirmed_at");