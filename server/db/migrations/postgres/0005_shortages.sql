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
CREATE INDEX "shortages_by_item" ON "shortages" USING btree ("warehouse","sku","channel","at");--> statement-breakpoint
CREATE INDEX "shortages_to_cost" ON "shortages" USING btree ("at") WHERE not is_costed;