CREATE TABLE "landed_costs" (
	"id" text PRIMARY KEY NOT NULL,
	"bill" text NOT NULL,
	"sku" text NOT NULL,
	"lot" text NOT NULL,
	"kind" text NOT NULL,
	"amount" bigint NOT NULL,
	"added" bigint NOT NULL,
	"reference" text,
	"note" text,
	"through" text,
	"by" text NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "recosts" (
	"sku" text NOT NULL,
	"lot" text NOT NULL,
	"because" text NOT NULL,
	CONSTRAINT "recosts_sku_lot_pk" PRIMARY KEY("sku","lot")
);
--> statement-breakpoint
CREATE TABLE "shortages" (
	"id" text PRIMARY KEY NOT NULL,
	"warehouse" text NOT NULL,
	"channel" text NOT NULL,
	"sku" text NOT NULL,
	"order_id" text NOT NULL,
	"order_line_id" text NOT NULL,
	"kind" text NOT NULL,
	"units" bigint NOT NULL,
	"at" bigint NOT NULL,
	"is_costed" boolean NOT NULL
);
--> statement-breakpoint
ALTER TABLE "lots" ADD COLUMN "landed_total" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "landed_costs_of_lot" ON "landed_costs" USING btree ("sku","lot");--> statement-breakpoint
CREATE INDEX "landed_costs_of_bill" ON "landed_costs" USING btree ("bill");--> statement-breakpoint
CREATE INDEX "landed_costs_through" ON "landed_costs" USING btree ("through");--> statement-breakpoint
CREATE INDEX "shortages_by_item" ON "shortages" USING btree ("warehouse","sku","channel","at");--> statement-breakpoint
CREATE INDEX "shortages_to_cost" ON "shortages" USING btree ("at") WHERE not is_costed;