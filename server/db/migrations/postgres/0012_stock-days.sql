CREATE TABLE "channel_days" (
	"warehouse" text NOT NULL,
	"day" text NOT NULL,
	"channel" text NOT NULL,
	"protected" bigint NOT NULL,
	"committed" bigint NOT NULL,
	"available_to_promise" bigint NOT NULL,
	CONSTRAINT "channel_days_warehouse_day_channel_pk" PRIMARY KEY("warehouse","day","channel")
);
--> statement-breakpoint
CREATE TABLE "stock_days" (
	"warehouse" text NOT NULL,
	"sku" text NOT NULL,
	"channel" text NOT NULL,
	"day" text NOT NULL,
	"on_hand" bigint NOT NULL,
	"protected" bigint NOT NULL,
	"committed" bigint NOT NULL,
	"available_to_promise" bigint NOT NULL,
	CONSTRAINT "stock_days_warehouse_sku_channel_day_pk" PRIMARY KEY("warehouse","sku","channel","day")
);
--> statement-breakpoint
DROP INDEX "sessions_by_device";--> statement-breakpoint
ALTER TABLE "device_contacts" ADD COLUMN "screen" text;--> statement-breakpoint
ALTER TABLE "device_contacts" ADD COLUMN "battery" bigint;--> statement-breakpoint
ALTER TABLE "device_contacts" ADD COLUMN "charging" boolean;--> statement-breakpoint
CREATE INDEX "count_lines_in_doubt" ON "count_lines" USING btree ("warehouse","count_id") WHERE state in ('recount', 'pending', 'disturbed');--> statement-breakpoint
CREATE INDEX "count_lines_odd" ON "count_lines" USING btree ("warehouse","count_id") WHERE counted <> expected or state in ('disturbed', 'superseded');--> statement-breakpoint
CREATE INDEX "inbox_reversed" ON "inbox" USING btree ("warehouse","received_at") WHERE state = 'reversed';--> statement-breakpoint
CREATE INDEX "movements_picked" ON "movements" USING btree ("warehouse","occurred_at") WHERE reason = 'pick';--> statement-breakpoint
CREATE INDEX "orders_open_by_ship_by" ON "orders" USING btree ("warehouse","ship_by") WHERE status not in ('shipped', 'cancelled');--> statement-breakpoint
CREATE INDEX "shipments_by_time" ON "shipments" USING btree ("warehouse","shipped_at","order_id");--> statement-breakpoint
CREATE INDEX "sessions_by_device" ON "sessions" USING btree ("device_id","expires_at");