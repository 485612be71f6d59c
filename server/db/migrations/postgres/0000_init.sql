CREATE TABLE "adjustments" (
	"id" text PRIMARY KEY NOT NULL,
	"warehouse" text NOT NULL,
	"transaction_id" text NOT NULL,
	"sku" text NOT NULL,
	"lot" text NOT NULL,
	"location" text NOT NULL,
	"status" text NOT NULL,
	"quantity" bigint NOT NULL,
	"unit_cost" bigint,
	"currency" text,
	"kind" text NOT NULL,
	"reason" text,
	"user_id" text,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "allocations" (
	"line_id" text NOT NULL,
	"lot" text NOT NULL,
	"location" text NOT NULL,
	"picked" boolean NOT NULL,
	"order_id" text NOT NULL,
	"warehouse" text NOT NULL,
	"sku" text NOT NULL,
	"quantity" bigint NOT NULL,
	CONSTRAINT "allocations_line_id_lot_location_picked_pk" PRIMARY KEY("line_id","lot","location","picked")
);
--> statement-breakpoint
CREATE TABLE "api_tokens" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"token_hash" text NOT NULL,
	"created_at" bigint NOT NULL,
	"revoked" boolean NOT NULL,
	CONSTRAINT "api_tokens_tokenHash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "attachments" (
	"sha256" text PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"bytes" bigint NOT NULL,
	"by" text NOT NULL,
	"stored_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "barcodes" (
	"code" text PRIMARY KEY NOT NULL,
	"sku" text NOT NULL,
	"quantity" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "channels" (
	"channel" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"priority" bigint NOT NULL,
	"draws_shared" boolean NOT NULL,
	"buffer" bigint NOT NULL,
	"min_shelf_life_days" bigint NOT NULL,
	"orders_ahead" boolean NOT NULL,
	"settings" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "claims" (
	"warehouse" text NOT NULL,
	"sku" text NOT NULL,
	"channel" text NOT NULL,
	"protected" bigint NOT NULL,
	"target" bigint,
	"until" text,
	"drawn" bigint NOT NULL,
	"committed" bigint NOT NULL,
	"allocated" bigint NOT NULL,
	"backordered" bigint NOT NULL,
	"planned" bigint NOT NULL,
	CONSTRAINT "claims_warehouse_sku_channel_pk" PRIMARY KEY("warehouse","sku","channel")
);
--> statement-breakpoint
CREATE TABLE "completions" (
	"transaction_id" text PRIMARY KEY NOT NULL,
	"document_type" text,
	"document_number" text,
	"ship_to" jsonb,
	"by" text NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "consigned" (
	"warehouse" text NOT NULL,
	"day" text NOT NULL,
	"sku" text NOT NULL,
	"lot" text NOT NULL,
	"channel" text NOT NULL,
	"shipped" bigint NOT NULL,
	"returned" bigint NOT NULL,
	CONSTRAINT "consigned_warehouse_day_sku_lot_channel_pk" PRIMARY KEY("warehouse","day","sku","lot","channel")
);
--> statement-breakpoint
CREATE TABLE "count_lines" (
	"count_id" text NOT NULL,
	"sku" text NOT NULL,
	"lot" text NOT NULL,
	"status" text NOT NULL,
	"warehouse" text NOT NULL,
	"location" text NOT NULL,
	"class" text NOT NULL,
	"counted" bigint NOT NULL,
	"expected" bigint NOT NULL,
	"unit_cost" bigint,
	"state" text NOT NULL,
	"adjusted" bigint NOT NULL,
	"suspected" bigint NOT NULL,
	"reason" text,
	"decided_by" text,
	"decided_at" bigint,
	CONSTRAINT "count_lines_count_id_sku_lot_status_pk" PRIMARY KEY("count_id","sku","lot","status")
);
--> statement-breakpoint
CREATE TABLE "counts" (
	"id" text PRIMARY KEY NOT NULL,
	"warehouse" text NOT NULL,
	"task_id" text,
	"origin" text NOT NULL,
	"location" text NOT NULL,
	"zone" text,
	"scope" text NOT NULL,
	"sku" text NOT NULL,
	"lot" text NOT NULL,
	"hidden_from" text NOT NULL,
	"device_id" text,
	"user_id" text,
	"occurred_at" bigint NOT NULL,
	"recorded_at" bigint NOT NULL,
	"reversed" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "decisions" (
	"id" text PRIMARY KEY NOT NULL,
	"warehouse" text NOT NULL,
	"sku" text NOT NULL,
	"what" text NOT NULL,
	"channel" text,
	"order_id" text,
	"quantity" bigint,
	"by" text NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "devices" (
	"id" text PRIMARY KEY NOT NULL,
	"warehouse" text NOT NULL,
	"token_hash" text NOT NULL,
	"enrolled_at" bigint NOT NULL,
	"revoked" boolean NOT NULL,
	CONSTRAINT "devices_tokenHash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "enrolment_codes" (
	"code_hash" text PRIMARY KEY NOT NULL,
	"warehouse" text NOT NULL,
	"expires_at" bigint NOT NULL,
	"uses_left" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "exceptions" (
	"id" text PRIMARY KEY NOT NULL,
	"warehouse" text NOT NULL,
	"type" text NOT NULL,
	"severity" text NOT NULL,
	"state" text NOT NULL,
	"subject" text NOT NULL,
	"detail" text NOT NULL,
	"sku" text,
	"lot" text,
	"location" text,
	"order_id" text,
	"transaction_id" text,
	"remedies" jsonb NOT NULL,
	"owner" text,
	"opened_at" bigint NOT NULL,
	"resolved_at" bigint,
	"resolution" jsonb
);
--> statement-breakpoint
CREATE TABLE "feed" (
	"position" bigint PRIMARY KEY NOT NULL,
	"ref" text,
	"changes" text NOT NULL,
	"chain" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "feed_pending" (
	"id" bigint PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY (sequence name "feed_pending_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"ref" text,
	"changes" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "holds" (
	"id" text PRIMARY KEY NOT NULL,
	"sku" text NOT NULL,
	"lot" text NOT NULL,
	"reason" text NOT NULL,
	"source" text NOT NULL,
	"by" text NOT NULL,
	"placed_at" bigint NOT NULL,
	"lifted_at" bigint,
	"lifted_by" text,
	"lift_reason" text
);
--> statement-breakpoint
CREATE TABLE "idempotency" (
	"caller" text NOT NULL,
	"key" text NOT NULL,
	"request_hash" text NOT NULL,
	"status" bigint NOT NULL,
	"answer" text NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "idempotency_caller_key_pk" PRIMARY KEY("caller","key")
);
--> statement-breakpoint
CREATE TABLE "inbox" (
	"id" text PRIMARY KEY NOT NULL,
	"warehouse" text NOT NULL,
	"device_id" text NOT NULL,
	"stream_id" text NOT NULL,
	"seq" bigint NOT NULL,
	"type" text NOT NULL,
	"user_id" text,
	"envelope" text NOT NULL,
	"received_at" bigint NOT NULL,
	"outcome" text NOT NULL,
	"exceptions" jsonb NOT NULL,
	"problem" jsonb,
	"effects" jsonb NOT NULL,
	"state" text NOT NULL,
	"waits_for" text,
	"mended" jsonb,
	"dismissed" jsonb
);
--> statement-breakpoint
CREATE TABLE "inspection_parts" (
	"inspection_id" text NOT NULL,
	"returned_id" text NOT NULL,
	"quantity" bigint NOT NULL,
	CONSTRAINT "inspection_parts_inspection_id_returned_id_pk" PRIMARY KEY("inspection_id","returned_id")
);
--> statement-breakpoint
CREATE TABLE "inspections" (
	"id" text PRIMARY KEY NOT NULL,
	"warehouse" text NOT NULL,
	"return_id" text,
	"sku" text NOT NULL,
	"lot" text NOT NULL,
	"location" text NOT NULL,
	"to" text,
	"quantity" bigint NOT NULL,
	"carried_out" bigint NOT NULL,
	"condition" text NOT NULL,
	"disposition" text NOT NULL,
	"proposed" text,
	"because" text,
	"checklist" jsonb NOT NULL,
	"photos" jsonb NOT NULL,
	"note" text,
	"state" text NOT NULL,
	"waits_for" text,
	"approved_by" text,
	"unit_cost" bigint,
	"currency" text,
	"device_id" text,
	"user_id" text,
	"inspected_at" bigint NOT NULL,
	"done_at" bigint
);
--> statement-breakpoint
CREATE TABLE "item_classes" (
	"warehouse" text NOT NULL,
	"sku" text NOT NULL,
	"class" text NOT NULL,
	"units" bigint NOT NULL,
	"value" bigint NOT NULL,
	"classed_at" bigint NOT NULL,
	CONSTRAINT "item_classes_warehouse_sku_pk" PRIMARY KEY("warehouse","sku")
);
--> statement-breakpoint
CREATE TABLE "items" (
	"sku" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"rotation" text NOT NULL,
	"rotation_policy" text,
	"traced" boolean NOT NULL,
	"lot_tracked" boolean NOT NULL,
	"unit" text NOT NULL,
	"standard_cost" jsonb,
	"secondary_sku" text,
	"group" text,
	"substitute_sku" text,
	"lead_time_days" bigint
);
--> statement-breakpoint
CREATE TABLE "locations" (
	"warehouse" text NOT NULL,
	"code" text NOT NULL,
	"kind" text NOT NULL,
	"within" text,
	"pick_sequence" bigint NOT NULL,
	"blocked" boolean NOT NULL,
	"zone" text,
	"sscc" text,
	"counted_at" bigint,
	CONSTRAINT "locations_warehouse_code_pk" PRIMARY KEY("warehouse","code")
);
--> statement-breakpoint
CREATE TABLE "lots" (
	"sku" text NOT NULL,
	"lot" text NOT NULL,
	"supplier" text,
	"supplier_lot" text,
	"tlc_source" text,
	"produced_on" text,
	"expires_on" text,
	"received_at" bigint NOT NULL,
	"cost_total" bigint,
	"cost_quantity" bigint NOT NULL,
	"cost_currency" text,
	"hold_reason" text,
	"confirmed" boolean NOT NULL,
	CONSTRAINT "lots_sku_lot_pk" PRIMARY KEY("sku","lot")
);
--> statement-breakpoint
CREATE TABLE "meta" (
	"name" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "movements" (
	"id" text PRIMARY KEY NOT NULL,
	"warehouse" text NOT NULL,
	"transaction_id" text NOT NULL,
	"sku" text NOT NULL,
	"lot" text NOT NULL,
	"quantity" bigint NOT NULL,
	"from_location" text NOT NULL,
	"from_status" text NOT NULL,
	"to_location" text NOT NULL,
	"to_status" text NOT NULL,
	"reason" text NOT NULL,
	"border" boolean NOT NULL,
	"order_id" text,
	"channel" text,
	"device_id" text,
	"user_id" text,
	"occurred_at" bigint NOT NULL,
	"recorded_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "observations" (
	"warehouse" text NOT NULL,
	"location" text NOT NULL,
	"sku" text NOT NULL,
	"lot" text NOT NULL,
	"count_id" text NOT NULL,
	"stream_id" text NOT NULL,
	"seq" bigint NOT NULL,
	"seen" bigint,
	"ordinal" text NOT NULL,
	CONSTRAINT "observations_warehouse_location_sku_lot_pk" PRIMARY KEY("warehouse","location","sku","lot")
);
--> statement-breakpoint
CREATE TABLE "order_lines" (
	"id" text PRIMARY KEY NOT NULL,
	"order_id" text NOT NULL,
	"position" bigint NOT NULL,
	"warehouse" text NOT NULL,
	"channel" text NOT NULL,
	"sku" text NOT NULL,
	"quantity" bigint NOT NULL,
	"unit_price" jsonb NOT NULL,
	"discount" jsonb,
	"tax" jsonb,
	"committed" bigint NOT NULL,
	"backordered" bigint NOT NULL,
	"planned" bigint NOT NULL,
	"allocated" bigint NOT NULL,
	"picked" bigint NOT NULL,
	"shipped" bigint NOT NULL,
	"cancelled" bigint NOT NULL,
	"drawn" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "orders" (
	"id" text PRIMARY KEY NOT NULL,
	"warehouse" text NOT NULL,
	"channel" text NOT NULL,
	"external_id" text NOT NULL,
	"customer" jsonb NOT NULL,
	"ship_by" text,
	"starts_on" text,
	"on_short" text NOT NULL,
	"ship_to" jsonb,
	"fees" jsonb,
	"shipping_paid" jsonb,
	"status" text NOT NULL,
	"version" bigint NOT NULL,
	"cancelled_at" bigint,
	"placed_at" bigint NOT NULL,
	"body_hash" text NOT NULL,
	"answer" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "partners" (
	"name" text PRIMARY KEY NOT NULL,
	"gln" text,
	"ffrn" text,
	"url" text,
	"ggn" text,
	"address" jsonb
);
--> statement-breakpoint
CREATE TABLE "pick_lists" (
	"id" text PRIMARY KEY NOT NULL,
	"warehouse" text NOT NULL,
	"order_id" text,
	"state" text NOT NULL,
	"zone" text,
	"staging" text NOT NULL,
	"device_id" text,
	"leased_at" bigint,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "push_subscriptions" (
	"endpoint" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"warehouse" text NOT NULL,
	"keys" jsonb NOT NULL,
	"at_least" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "recalls" (
	"id" text PRIMARY KEY NOT NULL,
	"warehouse" text NOT NULL,
	"reason" text NOT NULL,
	"drill" boolean NOT NULL,
	"supplier_lot" text,
	"lots" jsonb NOT NULL,
	"found" jsonb,
	"by" text NOT NULL,
	"started_at" bigint NOT NULL,
	"took_ms" bigint
);
--> statement-breakpoint
CREATE TABLE "receipt_lines" (
	"receipt_id" text NOT NULL,
	"sku" text NOT NULL,
	"expected" bigint NOT NULL,
	"received" bigint NOT NULL,
	CONSTRAINT "receipt_lines_receipt_id_sku_pk" PRIMARY KEY("receipt_id","sku")
);
--> statement-breakpoint
CREATE TABLE "receipts" (
	"id" text PRIMARY KEY NOT NULL,
	"warehouse" text NOT NULL,
	"supplier" text NOT NULL,
	"reference" text NOT NULL,
	"state" text NOT NULL,
	"expected_on" text,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "return_lines" (
	"return_id" text NOT NULL,
	"sku" text NOT NULL,
	"reason" text NOT NULL,
	"expected" bigint NOT NULL,
	"received" bigint NOT NULL,
	"lots" jsonb NOT NULL,
	CONSTRAINT "return_lines_return_id_sku_pk" PRIMARY KEY("return_id","sku")
);
--> statement-breakpoint
CREATE TABLE "returned_goods" (
	"id" text PRIMARY KEY NOT NULL,
	"warehouse" text NOT NULL,
	"return_id" text NOT NULL,
	"sku" text NOT NULL,
	"lot" text NOT NULL,
	"lot_from" text,
	"quantity" bigint NOT NULL,
	"inspected" bigint NOT NULL,
	"reason" text NOT NULL,
	"channel" text NOT NULL,
	"location" text NOT NULL,
	"unit_cost" bigint,
	"currency" text,
	"user_id" text,
	"received_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "returns" (
	"id" text PRIMARY KEY NOT NULL,
	"warehouse" text NOT NULL,
	"channel" text NOT NULL,
	"order_id" text,
	"order_external_id" text,
	"customer" jsonb,
	"reference" text,
	"blind" boolean NOT NULL,
	"state" text NOT NULL,
	"chargeback" jsonb,
	"documents" text NOT NULL,
	"photos" jsonb NOT NULL,
	"note" text,
	"expected_on" text,
	"by" text,
	"created_at" bigint NOT NULL,
	"ended_at" bigint
);
--> statement-breakpoint
CREATE TABLE "rules" (
	"id" text PRIMARY KEY NOT NULL,
	"warehouse" text NOT NULL,
	"sku" text,
	"group" text,
	"channel" text NOT NULL,
	"kind" text NOT NULL,
	"value" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sequences" (
	"name" text PRIMARY KEY NOT NULL,
	"next" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"device_id" text NOT NULL,
	"token_hash" text NOT NULL,
	"started_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	CONSTRAINT "sessions_tokenHash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"name" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "shelf" (
	"warehouse" text NOT NULL,
	"sku" text NOT NULL,
	"expires_on" text NOT NULL,
	"sellable" bigint NOT NULL,
	"allocated" bigint NOT NULL,
	CONSTRAINT "shelf_warehouse_sku_expires_on_pk" PRIMARY KEY("warehouse","sku","expires_on")
);
--> statement-breakpoint
CREATE TABLE "shipment_units" (
	"transaction_id" text NOT NULL,
	"unit" text NOT NULL,
	"sscc" text,
	CONSTRAINT "shipment_units_transaction_id_unit_pk" PRIMARY KEY("transaction_id","unit")
);
--> statement-breakpoint
CREATE TABLE "shipments" (
	"transaction_id" text PRIMARY KEY NOT NULL,
	"warehouse" text NOT NULL,
	"order_id" text NOT NULL,
	"carrier" text,
	"service" text,
	"zone" text,
	"tracking_number" text,
	"cost" jsonb,
	"units" jsonb NOT NULL,
	"document_type" text,
	"document_number" text,
	"shipped_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "stock" (
	"warehouse" text NOT NULL,
	"sku" text NOT NULL,
	"lot" text NOT NULL,
	"location" text NOT NULL,
	"status" text NOT NULL,
	"quantity" bigint NOT NULL,
	"allocated" bigint NOT NULL,
	"suspect" bigint NOT NULL,
	"in_house" boolean NOT NULL,
	"sellable" boolean NOT NULL,
	"rotation" text NOT NULL,
	"expires_on" text NOT NULL,
	"pick_sequence" bigint NOT NULL,
	CONSTRAINT "stock_warehouse_sku_lot_location_status_pk" PRIMARY KEY("warehouse","sku","lot","location","status")
);
--> statement-breakpoint
CREATE TABLE "streams" (
	"stream_id" text PRIMARY KEY NOT NULL,
	"device_id" text NOT NULL,
	"previous_stream_id" text,
	"expected_seq" bigint NOT NULL,
	"skew_ms" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "supplier_lots" (
	"supplier_lot" text NOT NULL,
	"sku" text NOT NULL,
	"lot" text NOT NULL,
	CONSTRAINT "supplier_lots_supplier_lot_sku_lot_pk" PRIMARY KEY("supplier_lot","sku","lot")
);
--> statement-breakpoint
CREATE TABLE "tasks" (
	"id" text PRIMARY KEY NOT NULL,
	"warehouse" text NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"pick_list_id" text,
	"order_id" text,
	"line_id" text,
	"sku" text NOT NULL,
	"lot" text NOT NULL,
	"location" text NOT NULL,
	"quantity" bigint NOT NULL,
	"done" bigint NOT NULL,
	"sequence" bigint NOT NULL,
	"tote" text,
	"scope" text,
	"origin" text,
	"hidden_from" text,
	"device_id" text,
	"leased_at" bigint,
	"not_by" jsonb,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "transformation_lines" (
	"transaction_id" text NOT NULL,
	"position" bigint NOT NULL,
	"side" text NOT NULL,
	"sku" text NOT NULL,
	"lot" text NOT NULL,
	"quantity" bigint NOT NULL,
	"cost" bigint,
	"cost_currency" text,
	CONSTRAINT "transformation_lines_transaction_id_position_pk" PRIMARY KEY("transaction_id","position")
);
--> statement-breakpoint
CREATE TABLE "transformations" (
	"transaction_id" text PRIMARY KEY NOT NULL,
	"warehouse" text NOT NULL,
	"kind" text NOT NULL,
	"document_type" text,
	"document_number" text,
	"occurred_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" text PRIMARY KEY NOT NULL,
	"badge_hash" text NOT NULL,
	"name" text NOT NULL,
	"roles" jsonb NOT NULL,
	"pin_hash" text NOT NULL,
	"override_salt" text NOT NULL,
	"override_key" text NOT NULL,
	"overrides" boolean NOT NULL,
	"disabled" boolean NOT NULL,
	"failures" bigint NOT NULL,
	"last_failure_at" bigint NOT NULL,
	CONSTRAINT "users_badgeHash_unique" UNIQUE("badge_hash")
);
--> statement-breakpoint
CREATE TABLE "warehouses" (
	"code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"time_zone" text NOT NULL,
	"currency" text NOT NULL,
	"gln" text,
	"rotation_policy" text NOT NULL,
	"address" jsonb
);
--> statement-breakpoint
ALTER TABLE "allocations" ADD CONSTRAINT "allocations_line_id_order_lines_id_fk" FOREIGN KEY ("line_id") REFERENCES "public"."order_lines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "barcodes" ADD CONSTRAINT "barcodes_sku_items_sku_fk" FOREIGN KEY ("sku") REFERENCES "public"."items"("sku") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_channel_channels_channel_fk" FOREIGN KEY ("channel") REFERENCES "public"."channels"("channel") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "count_lines" ADD CONSTRAINT "count_lines_count_id_counts_id_fk" FOREIGN KEY ("count_id") REFERENCES "public"."counts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "devices" ADD CONSTRAINT "devices_warehouse_warehouses_code_fk" FOREIGN KEY ("warehouse") REFERENCES "public"."warehouses"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection_parts" ADD CONSTRAINT "inspection_parts_inspection_id_inspections_id_fk" FOREIGN KEY ("inspection_id") REFERENCES "public"."inspections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection_parts" ADD CONSTRAINT "inspection_parts_returned_id_returned_goods_id_fk" FOREIGN KEY ("returned_id") REFERENCES "public"."returned_goods"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "locations" ADD CONSTRAINT "locations_warehouse_warehouses_code_fk" FOREIGN KEY ("warehouse") REFERENCES "public"."warehouses"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lots" ADD CONSTRAINT "lots_sku_items_sku_fk" FOREIGN KEY ("sku") REFERENCES "public"."items"("sku") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_sku_items_sku_fk" FOREIGN KEY ("sku") REFERENCES "public"."items"("sku") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_warehouse_warehouses_code_fk" FOREIGN KEY ("warehouse") REFERENCES "public"."warehouses"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_channel_channels_channel_fk" FOREIGN KEY ("channel") REFERENCES "public"."channels"("channel") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pick_lists" ADD CONSTRAINT "pick_lists_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "push_subscriptions" ADD CONSTRAINT "push_subscriptions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receipt_lines" ADD CONSTRAINT "receipt_lines_receipt_id_receipts_id_fk" FOREIGN KEY ("receipt_id") REFERENCES "public"."receipts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receipt_lines" ADD CONSTRAINT "receipt_lines_sku_items_sku_fk" FOREIGN KEY ("sku") REFERENCES "public"."items"("sku") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "return_lines" ADD CONSTRAINT "return_lines_return_id_returns_id_fk" FOREIGN KEY ("return_id") REFERENCES "public"."returns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "returned_goods" ADD CONSTRAINT "returned_goods_return_id_returns_id_fk" FOREIGN KEY ("return_id") REFERENCES "public"."returns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rules" ADD CONSTRAINT "rules_sku_items_sku_fk" FOREIGN KEY ("sku") REFERENCES "public"."items"("sku") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rules" ADD CONSTRAINT "rules_channel_channels_channel_fk" FOREIGN KEY ("channel") REFERENCES "public"."channels"("channel") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock" ADD CONSTRAINT "stock_sku_items_sku_fk" FOREIGN KEY ("sku") REFERENCES "public"."items"("sku") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_pick_list_id_pick_lists_id_fk" FOREIGN KEY ("pick_list_id") REFERENCES "public"."pick_lists"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transformation_lines" ADD CONSTRAINT "transformation_lines_transaction_id_transformations_transaction_id_fk" FOREIGN KEY ("transaction_id") REFERENCES "public"."transformations"("transaction_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "adjustments_by_time" ON "adjustments" USING btree ("warehouse","at");--> statement-breakpoint
CREATE INDEX "adjustments_by_balance" ON "adjustments" USING btree ("warehouse","location","sku");--> statement-breakpoint
CREATE INDEX "allocations_by_order" ON "allocations" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "allocations_by_stock" ON "allocations" USING btree ("warehouse","sku","lot","location");--> statement-breakpoint
CREATE INDEX "barcodes_by_sku" ON "barcodes" USING btree ("sku");--> statement-breakpoint
CREATE INDEX "claims_ending" ON "claims" USING btree ("warehouse","until") WHERE until is not null;--> statement-breakpoint
CREATE INDEX "consigned_by_lot" ON "consigned" USING btree ("sku","lot");--> statement-breakpoint
CREATE INDEX "count_lines_by_balance" ON "count_lines" USING btree ("warehouse","location","sku","lot","status");--> statement-breakpoint
CREATE INDEX "counts_by_location" ON "counts" USING btree ("warehouse","location","id");--> statement-breakpoint
CREATE INDEX "counts_by_time" ON "counts" USING btree ("warehouse","recorded_at");--> statement-breakpoint
CREATE INDEX "decisions_by_item" ON "decisions" USING btree ("warehouse","sku","id");--> statement-breakpoint
CREATE UNIQUE INDEX "exceptions_open_subject" ON "exceptions" USING btree ("warehouse","type","subject") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "exceptions_by_state" ON "exceptions" USING btree ("warehouse","state","opened_at");--> statement-breakpoint
CREATE INDEX "feed_by_ref" ON "feed" USING btree ("ref") WHERE ref is not null;--> statement-breakpoint
CREATE INDEX "holds_by_lot" ON "holds" USING btree ("sku","lot");--> statement-breakpoint
CREATE UNIQUE INDEX "holds_in_force" ON "holds" USING btree ("sku","lot","source") WHERE lifted_at is null;--> statement-breakpoint
CREATE INDEX "inbox_by_stream" ON "inbox" USING btree ("stream_id","seq");--> statement-breakpoint
CREATE INDEX "inbox_by_device" ON "inbox" USING btree ("device_id","received_at");--> statement-breakpoint
CREATE INDEX "inbox_parked" ON "inbox" USING btree ("warehouse","received_at") WHERE state = 'parked';--> statement-breakpoint
CREATE INDEX "inbox_waiting" ON "inbox" USING btree ("waits_for") WHERE waits_for is not null;--> statement-breakpoint
CREATE INDEX "inspection_parts_by_goods" ON "inspection_parts" USING btree ("returned_id");--> statement-breakpoint
CREATE INDEX "inspections_by_return" ON "inspections" USING btree ("return_id") WHERE return_id is not null;--> statement-breakpoint
CREATE INDEX "inspections_waiting" ON "inspections" USING btree ("warehouse","sku","lot") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "inspections_by_time" ON "inspections" USING btree ("warehouse","inspected_at");--> statement-breakpoint
CREATE INDEX "locations_by_within" ON "locations" USING btree ("warehouse","within");--> statement-breakpoint
CREATE UNIQUE INDEX "locations_by_sscc" ON "locations" USING btree ("warehouse","sscc") WHERE sscc is not null;--> statement-breakpoint
CREATE INDEX "lots_by_supplier_lot" ON "lots" USING btree ("supplier_lot") WHERE supplier_lot is not null;--> statement-breakpoint
CREATE INDEX "movements_by_transaction" ON "movements" USING btree ("transaction_id");--> statement-breakpoint
CREATE INDEX "movements_by_lot" ON "movements" USING btree ("warehouse","sku","lot");--> statement-breakpoint
CREATE INDEX "movements_over_border" ON "movements" USING btree ("sku","lot","to_location","from_location","reason","order_id","channel","quantity","occurred_at") WHERE border;--> statement-breakpoint
CREATE INDEX "movements_by_order" ON "movements" USING btree ("order_id") WHERE order_id is not null;--> statement-breakpoint
CREATE INDEX "order_lines_by_order" ON "order_lines" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "order_lines_by_item" ON "order_lines" USING btree ("warehouse","sku");--> statement-breakpoint
CREATE INDEX "order_lines_committed" ON "order_lines" USING btree ("warehouse","sku","channel") WHERE committed > 0;--> statement-breakpoint
CREATE INDEX "order_lines_backordered" ON "order_lines" USING btree ("warehouse","sku","channel") WHERE backordered > 0;--> statement-breakpoint
CREATE INDEX "order_lines_planned" ON "order_lines" USING btree ("warehouse","sku") WHERE planned > 0;--> statement-breakpoint
CREATE UNIQUE INDEX "orders_by_external_id" ON "orders" USING btree ("channel","external_id");--> statement-breakpoint
CREATE INDEX "orders_by_status" ON "orders" USING btree ("warehouse","status");--> statement-breakpoint
CREATE INDEX "orders_by_ship_by" ON "orders" USING btree ("warehouse","ship_by");--> statement-breakpoint
CREATE INDEX "pick_lists_by_state" ON "pick_lists" USING btree ("warehouse","state");--> statement-breakpoint
CREATE INDEX "pick_lists_by_order" ON "pick_lists" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "push_subscriptions_by_user" ON "push_subscriptions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "recalls_by_warehouse" ON "recalls" USING btree ("warehouse","started_at");--> statement-breakpoint
CREATE INDEX "receipt_lines_open" ON "receipt_lines" USING btree ("sku") WHERE received < expected;--> statement-breakpoint
CREATE INDEX "returned_goods_by_return" ON "returned_goods" USING btree ("return_id");--> statement-breakpoint
CREATE INDEX "returned_goods_by_lot" ON "returned_goods" USING btree ("sku","lot");--> statement-breakpoint
CREATE INDEX "returned_goods_by_time" ON "returned_goods" USING btree ("warehouse","received_at");--> statement-breakpoint
CREATE INDEX "returned_goods_waiting" ON "returned_goods" USING btree ("warehouse","sku","lot") WHERE inspected < quantity;--> statement-breakpoint
CREATE UNIQUE INDEX "returns_by_reference" ON "returns" USING btree ("channel","reference") WHERE reference is not null and not blind;--> statement-breakpoint
CREATE INDEX "returns_by_state" ON "returns" USING btree ("warehouse","state","created_at");--> statement-breakpoint
CREATE INDEX "returns_by_order" ON "returns" USING btree ("order_id") WHERE order_id is not null;--> statement-breakpoint
CREATE INDEX "returns_by_order_number" ON "returns" USING btree ("channel","order_external_id") WHERE order_external_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "rules_of_item" ON "rules" USING btree ("warehouse","sku","channel") WHERE sku is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "rules_of_group" ON "rules" USING btree ("warehouse","group","channel") WHERE sku is null;--> statement-breakpoint
CREATE INDEX "shipment_units_by_unit" ON "shipment_units" USING btree ("unit");--> statement-breakpoint
CREATE INDEX "shipment_units_by_sscc" ON "shipment_units" USING btree ("sscc") WHERE sscc is not null;--> statement-breakpoint
CREATE INDEX "shipments_by_order" ON "shipments" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "shipments_by_tracking" ON "shipments" USING btree ("tracking_number") WHERE tracking_number is not null;--> statement-breakpoint
CREATE INDEX "stock_by_location" ON "stock" USING btree ("warehouse","location") WHERE in_house;--> statement-breakpoint
CREATE INDEX "stock_in_house" ON "stock" USING btree ("warehouse","sku") WHERE in_house;--> statement-breakpoint
CREATE INDEX "stock_by_rotation" ON "stock" USING btree ("warehouse","sku","rotation","pick_sequence","location") WHERE sellable and quantity > allocated + suspect;--> statement-breakpoint
CREATE INDEX "tasks_by_pick_list" ON "tasks" USING btree ("pick_list_id");--> statement-breakpoint
CREATE INDEX "tasks_by_state" ON "tasks" USING btree ("warehouse","state","kind");--> statement-breakpoint
CREATE INDEX "tasks_by_line" ON "tasks" USING btree ("line_id");--> statement-breakpoint
CREATE INDEX "tasks_by_order" ON "tasks" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "tasks_counting" ON "tasks" USING btree ("warehouse","location") WHERE kind = 'count' and state = 'open';--> statement-breakpoint
CREATE INDEX "transformation_lines_by_lot" ON "transformation_lines" USING btree ("sku","lot");