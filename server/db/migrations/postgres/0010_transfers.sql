CREATE TABLE "transfer_goods" (
	"transfer_id" text NOT NULL,
	"sku" text NOT NULL,
	"lot" text NOT NULL,
	"sent" bigint NOT NULL,
	"received" bigint NOT NULL,
	"lost" bigint NOT NULL,
	CONSTRAINT "transfer_goods_transfer_id_sku_lot_pk" PRIMARY KEY("transfer_id","sku","lot")
);
--> statement-breakpoint
CREATE TABLE "transfer_units" (
	"transfer_id" text NOT NULL,
	"unit" text NOT NULL,
	"goods" jsonb NOT NULL,
	"received_at" bigint,
	CONSTRAINT "transfer_units_transfer_id_unit_pk" PRIMARY KEY("transfer_id","unit")
);
--> statement-breakpoint
CREATE TABLE "transfers" (
	"id" text PRIMARY KEY NOT NULL,
	"reference" text NOT NULL,
	"from_warehouse" text,
	"to_warehouse" text,
	"state" text NOT NULL,
	"expected_on" text,
	"created_at" bigint NOT NULL,
	"first_sent_at" bigint,
	"last_received_at" bigint
);
--> statement-breakpoint
ALTER TABLE "channels" ADD COLUMN "served_from" jsonb;--> statement-breakpoint
ALTER TABLE "demand_refused" ADD COLUMN "last_at" bigint;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "transfer_to" text;--> statement-breakpoint
ALTER TABLE "transfer_goods" ADD CONSTRAINT "transfer_goods_transfer_id_transfers_id_fk" FOREIGN KEY ("transfer_id") REFERENCES "public"."transfers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfer_goods" ADD CONSTRAINT "transfer_goods_sku_items_sku_fk" FOREIGN KEY ("sku") REFERENCES "public"."items"("sku") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfer_units" ADD CONSTRAINT "transfer_units_transfer_id_transfers_id_fk" FOREIGN KEY ("transfer_id") REFERENCES "public"."transfers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "transfer_goods_under_way" ON "transfer_goods" USING btree ("sku") WHERE sent <> received + lost;--> statement-breakpoint
CREATE INDEX "transfers_from" ON "transfers" USING btree ("from_warehouse","state");--> statement-breakpoint
CREATE INDEX "transfers_to" ON "transfers" USING btree ("to_warehouse","state");--> statement-breakpoint
CREATE INDEX "transfers_overdue" ON "transfers" USING btree ("expected_on") WHERE state = 'open';