CREATE TABLE "costs" (
	"id" text PRIMARY KEY NOT NULL,
	"warehouse" text NOT NULL,
	"kind" text NOT NULL,
	"channel" text NOT NULL,
	"sku" text,
	"order_id" text,
	"from" text NOT NULL,
	"to" text NOT NULL,
	"amount" jsonb NOT NULL,
	"note" text,
	"by" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "currency_rates" (
	"from" text NOT NULL,
	"to" text NOT NULL,
	"day" text NOT NULL,
	"rate" bigint NOT NULL,
	CONSTRAINT "currency_rates_from_to_day_pk" PRIMARY KEY("from","to","day")
);
--> statement-breakpoint
CREATE TABLE "fee_rules" (
	"id" text PRIMARY KEY NOT NULL,
	"channel" text NOT NULL,
	"rule" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "margin_days" (
	"warehouse" text NOT NULL,
	"day" text NOT NULL,
	"sku" text NOT NULL,
	"channel" text NOT NULL,
	"units" bigint NOT NULL,
	"revenue" bigint NOT NULL,
	"discounts" bigint NOT NULL,
	"shipping_income" bigint NOT NULL,
	"taxes" bigint NOT NULL,
	"cogs" bigint NOT NULL,
	"labour" bigint NOT NULL,
	"packaging" bigint NOT NULL,
	"shipping" bigint NOT NULL,
	"platform_fees" bigint NOT NULL,
	"payment_fees" bigint NOT NULL,
	"returns" bigint NOT NULL,
	"advertising" bigint NOT NULL,
	"chargebacks" bigint NOT NULL,
	"penalties" bigint NOT NULL,
	"storage" bigint NOT NULL,
	CONSTRAINT "margin_days_warehouse_day_sku_channel_pk" PRIMARY KEY("warehouse","day","sku","channel")
);
--> statement-breakpoint
CREATE TABLE "margin_entries" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"warehouse" text NOT NULL,
	"day" text NOT NULL,
	"sku" text NOT NULL,
	"channel" text NOT NULL,
	"order_id" text,
	"order_line_id" text,
	"kind" text NOT NULL,
	"amount" bigint NOT NULL,
	"units" bigint NOT NULL,
	"known" text NOT NULL,
	"source" text NOT NULL,
	"because" text NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "margin_entries_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "margin_gaps" (
	"warehouse" text NOT NULL,
	"name" text NOT NULL,
	"transaction_id" text NOT NULL,
	"detail" text NOT NULL,
	"found_at" bigint NOT NULL,
	CONSTRAINT "margin_gaps_warehouse_name_pk" PRIMARY KEY("warehouse","name")
);
--> statement-breakpoint
CREATE TABLE "margin_months" (
	"warehouse" text NOT NULL,
	"month" text NOT NULL,
	"sku" text NOT NULL,
	"channel" text NOT NULL,
	"units" bigint NOT NULL,
	"revenue" bigint NOT NULL,
	"discounts" bigint NOT NULL,
	"shipping_income" bigint NOT NULL,
	"taxes" bigint NOT NULL,
	"cogs" bigint NOT NULL,
	"labour" bigint NOT NULL,
	"packaging" bigint NOT NULL,
	"shipping" bigint NOT NULL,
	"platform_fees" bigint NOT NULL,
	"payment_fees" bigint NOT NULL,
	"returns" bigint NOT NULL,
	"advertising" bigint NOT NULL,
	"chargebacks" bigint NOT NULL,
	"penalties" bigint NOT NULL,
	"storage" bigint NOT NULL,
	CONSTRAINT "margin_months_warehouse_month_sku_channel_pk" PRIMARY KEY("warehouse","month","sku","channel")
);
--> statement-breakpoint
CREATE TABLE "margin_periods" (
	"warehouse" text NOT NULL,
	"month" text NOT NULL,
	"closed_at" bigint NOT NULL,
	"by" text NOT NULL,
	"rows" jsonb NOT NULL,
	CONSTRAINT "margin_periods_warehouse_month_pk" PRIMARY KEY("warehouse","month")
);
--> statement-breakpoint
ALTER TABLE "items" ADD COLUMN "weight_grams" bigint;--> statement-breakpoint
ALTER TABLE "items" ADD COLUMN "cubic_cm" bigint;--> statement-breakpoint
CREATE INDEX "costs_by_time" ON "costs" USING btree ("warehouse","created_at");--> statement-breakpoint
CREATE INDEX "fee_rules_by_channel" ON "fee_rules" USING btree ("channel");--> statement-breakpoint
CREATE INDEX "margin_entries_by_line" ON "margin_entries" USING btree ("order_line_id") WHERE order_line_id is not null;--> statement-breakpoint
CREATE INDEX "margin_entries_by_source" ON "margin_entries" USING btree ("source");--> statement-breakpoint
CREATE INDEX "margin_entries_by_day" ON "margin_entries" USING btree ("warehouse","day","sku","channel");