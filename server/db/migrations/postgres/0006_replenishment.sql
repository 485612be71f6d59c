CREATE TABLE "demand_events" (
	"id" text PRIMARY KEY NOT NULL,
	"warehouse" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"from" text NOT NULL,
	"to" text NOT NULL,
	"channel" text,
	"sku" text,
	"uplift" bigint
);
--> statement-breakpoint
CREATE TABLE "demand_refused" (
	"channel" text NOT NULL,
	"external_id" text NOT NULL,
	"sku" text NOT NULL,
	"warehouse" text NOT NULL,
	"units" bigint NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "demand_refused_channel_external_id_sku_pk" PRIMARY KEY("channel","external_id","sku")
);
--> statement-breakpoint
CREATE TABLE "demand_series" (
	"warehouse" text NOT NULL,
	"sku" text NOT NULL,
	"channel" text NOT NULL,
	"from" text NOT NULL,
	"units" jsonb NOT NULL,
	CONSTRAINT "demand_series_warehouse_sku_channel_pk" PRIMARY KEY("warehouse","sku","channel")
);
--> statement-breakpoint
CREATE TABLE "demand_told" (
	"warehouse" text NOT NULL,
	"sku" text NOT NULL,
	"channel" text NOT NULL,
	"date" text NOT NULL,
	"units" bigint NOT NULL,
	CONSTRAINT "demand_told_warehouse_sku_channel_date_pk" PRIMARY KEY("warehouse","sku","channel","date")
);
--> statement-breakpoint
CREATE TABLE "item_policies" (
	"warehouse" text NOT NULL,
	"sku" text NOT NULL,
	"policy" jsonb NOT NULL,
	"keeps_protected" boolean NOT NULL,
	CONSTRAINT "item_policies_warehouse_sku_pk" PRIMARY KEY("warehouse","sku")
);
--> statement-breakpoint
CREATE TABLE "plans" (
	"warehouse" text NOT NULL,
	"sku" text NOT NULL,
	"rank" text NOT NULL,
	"need" text NOT NULL,
	"overstock" bigint NOT NULL,
	"expiring" bigint NOT NULL,
	"computed_at" bigint NOT NULL,
	"plan" jsonb NOT NULL,
	CONSTRAINT "plans_warehouse_sku_pk" PRIMARY KEY("warehouse","sku")
);
--> statement-breakpoint
CREATE TABLE "stock_outs" (
	"id" text PRIMARY KEY NOT NULL,
	"warehouse" text NOT NULL,
	"sku" text NOT NULL,
	"channel" text NOT NULL,
	"from" bigint NOT NULL,
	"to" bigint
);
--> statement-breakpoint
ALTER TABLE "receipts" ADD COLUMN "ordered_on" text;--> statement-breakpoint
ALTER TABLE "receipts" ADD COLUMN "first_received_at" bigint;--> statement-breakpoint
ALTER TABLE "demand_told" ADD CONSTRAINT "demand_told_sku_items_sku_fk" FOREIGN KEY ("sku") REFERENCES "public"."items"("sku") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_sku_items_sku_fk" FOREIGN KEY ("sku") REFERENCES "public"."items"("sku") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "demand_events_by_day" ON "demand_events" USING btree ("warehouse","to");--> statement-breakpoint
CREATE INDEX "demand_refused_by_item" ON "demand_refused" USING btree ("warehouse","sku","at");--> statement-breakpoint
CREATE INDEX "item_policies_protected" ON "item_policies" USING btree ("warehouse","sku") WHERE keeps_protected;--> statement-breakpoint
CREATE INDEX "plans_by_rank" ON "plans" USING btree ("warehouse","rank","sku");--> statement-breakpoint
CREATE INDEX "plans_by_age" ON "plans" USING btree ("warehouse","computed_at");--> statement-breakpoint
CREATE INDEX "plans_overstocked" ON "plans" USING btree ("warehouse","rank","sku") WHERE overstock > 0;--> statement-breakpoint
CREATE INDEX "plans_expiring" ON "plans" USING btree ("warehouse","rank","sku") WHERE expiring > 0;--> statement-breakpoint
CREATE INDEX "stock_outs_by_item" ON "stock_outs" USING btree ("warehouse","sku","channel","from");--> statement-breakpoint
CREATE INDEX "receipts_by_supplier" ON "receipts" USING btree ("warehouse","supplier","first_received_at");