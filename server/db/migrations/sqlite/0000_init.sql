CREATE TABLE `adjustments` (
	`id` text PRIMARY KEY NOT NULL,
	`warehouse` text NOT NULL,
	`transaction_id` text NOT NULL,
	`sku` text NOT NULL,
	`lot` text NOT NULL,
	`location` text NOT NULL,
	`status` text NOT NULL,
	`quantity` integer NOT NULL,
	`unit_cost` integer,
	`currency` text,
	`kind` text NOT NULL,
	`reason` text,
	`user_id` text,
	`at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `adjustments_by_time` ON `adjustments` (`warehouse`,`at`);--> statement-breakpoint
CREATE INDEX `adjustments_by_balance` ON `adjustments` (`warehouse`,`location`,`sku`);--> statement-breakpoint
CREATE TABLE `allocations` (
	`line_id` text NOT NULL,
	`lot` text NOT NULL,
	`location` text NOT NULL,
	`picked` integer NOT NULL,
	`order_id` text NOT NULL,
	`warehouse` text NOT NULL,
	`sku` text NOT NULL,
	`quantity` integer NOT NULL,
	PRIMARY KEY(`line_id`, `lot`, `location`, `picked`),
	FOREIGN KEY (`line_id`) REFERENCES `order_lines`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `allocations_by_order` ON `allocations` (`order_id`);--> statement-breakpoint
CREATE INDEX `allocations_by_stock` ON `allocations` (`warehouse`,`sku`,`lot`,`location`);--> statement-breakpoint
CREATE TABLE `api_tokens` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`token_hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`revoked` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `api_tokens_tokenHash_unique` ON `api_tokens` (`token_hash`);--> statement-breakpoint
CREATE TABLE `attachments` (
	`sha256` text PRIMARY KEY NOT NULL,
	`type` text NOT NULL,
	`bytes` integer NOT NULL,
	`by` text NOT NULL,
	`stored_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `barcodes` (
	`code` text PRIMARY KEY NOT NULL,
	`sku` text NOT NULL,
	`quantity` integer NOT NULL,
	FOREIGN KEY (`sku`) REFERENCES `items`(`sku`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `barcodes_by_sku` ON `barcodes` (`sku`);--> statement-breakpoint
CREATE TABLE `channels` (
	`channel` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`priority` integer NOT NULL,
	`draws_shared` integer NOT NULL,
	`buffer` integer NOT NULL,
	`min_shelf_life_days` integer NOT NULL,
	`orders_ahead` integer NOT NULL,
	`settings` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `claims` (
	`warehouse` text NOT NULL,
	`sku` text NOT NULL,
	`channel` text NOT NULL,
	`protected` integer NOT NULL,
	`target` integer,
	`until` text,
	`drawn` integer NOT NULL,
	`committed` integer NOT NULL,
	`allocated` integer NOT NULL,
	`backordered` integer NOT NULL,
	`planned` integer NOT NULL,
	PRIMARY KEY(`warehouse`, `sku`, `channel`),
	FOREIGN KEY (`channel`) REFERENCES `channels`(`channel`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `claims_ending` ON `claims` (`warehouse`,`until`) WHERE until is not null;--> statement-breakpoint
CREATE TABLE `completions` (
	`transaction_id` text PRIMARY KEY NOT NULL,
	`document_type` text,
	`document_number` text,
	`ship_to` text,
	`by` text NOT NULL,
	`at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `consigned` (
	`warehouse` text NOT NULL,
	`day` text NOT NULL,
	`sku` text NOT NULL,
	`lot` text NOT NULL,
	`channel` text NOT NULL,
	`shipped` integer NOT NULL,
	`returned` integer NOT NULL,
	PRIMARY KEY(`warehouse`, `day`, `sku`, `lot`, `channel`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `consigned_by_lot` ON `consigned` (`sku`,`lot`);--> statement-breakpoint
CREATE TABLE `count_lines` (
	`count_id` text NOT NULL,
	`sku` text NOT NULL,
	`lot` text NOT NULL,
	`status` text NOT NULL,
	`warehouse` text NOT NULL,
	`location` text NOT NULL,
	`class` text NOT NULL,
	`counted` integer NOT NULL,
	`expected` integer NOT NULL,
	`unit_cost` integer,
	`state` text NOT NULL,
	`adjusted` integer NOT NULL,
	`suspected` integer NOT NULL,
	`reason` text,
	`decided_by` text,
	`decided_at` integer,
	PRIMARY KEY(`count_id`, `sku`, `lot`, `status`),
	FOREIGN KEY (`count_id`) REFERENCES `counts`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `count_lines_by_balance` ON `count_lines` (`warehouse`,`location`,`sku`,`lot`,`status`);--> statement-breakpoint
CREATE TABLE `counts` (
	`id` text PRIMARY KEY NOT NULL,
	`warehouse` text NOT NULL,
	`task_id` text,
	`origin` text NOT NULL,
	`location` text NOT NULL,
	`zone` text,
	`scope` text NOT NULL,
	`sku` text NOT NULL,
	`lot` text NOT NULL,
	`hidden_from` text NOT NULL,
	`device_id` text,
	`user_id` text,
	`occurred_at` integer NOT NULL,
	`recorded_at` integer NOT NULL,
	`reversed` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `counts_by_location` ON `counts` (`warehouse`,`location`,`id`);--> statement-breakpoint
CREATE INDEX `counts_by_time` ON `counts` (`warehouse`,`recorded_at`);--> statement-breakpoint
CREATE TABLE `decisions` (
	`id` text PRIMARY KEY NOT NULL,
	`warehouse` text NOT NULL,
	`sku` text NOT NULL,
	`what` text NOT NULL,
	`channel` text,
	`order_id` text,
	`quantity` integer,
	`by` text NOT NULL,
	`at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `decisions_by_item` ON `decisions` (`warehouse`,`sku`,`id`);--> statement-breakpoint
CREATE TABLE `devices` (
	`id` text PRIMARY KEY NOT NULL,
	`warehouse` text NOT NULL,
	`token_hash` text NOT NULL,
	`enrolled_at` integer NOT NULL,
	`revoked` integer NOT NULL,
	FOREIGN KEY (`warehouse`) REFERENCES `warehouses`(`code`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `devices_tokenHash_unique` ON `devices` (`token_hash`);--> statement-breakpoint
CREATE TABLE `enrolment_codes` (
	`code_hash` text PRIMARY KEY NOT NULL,
	`warehouse` text NOT NULL,
	`expires_at` integer NOT NULL,
	`uses_left` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `exceptions` (
	`id` text PRIMARY KEY NOT NULL,
	`warehouse` text NOT NULL,
	`type` text NOT NULL,
	`severity` text NOT NULL,
	`state` text NOT NULL,
	`subject` text NOT NULL,
	`detail` text NOT NULL,
	`sku` text,
	`lot` text,
	`location` text,
	`order_id` text,
	`transaction_id` text,
	`remedies` text NOT NULL,
	`owner` text,
	`opened_at` integer NOT NULL,
	`resolved_at` integer,
	`resolution` text
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `exceptions_open_subject` ON `exceptions` (`warehouse`,`type`,`subject`) WHERE state = 'open';--> statement-breakpoint
CREATE INDEX `exceptions_by_state` ON `exceptions` (`warehouse`,`state`,`opened_at`);--> statement-breakpoint
CREATE TABLE `feed` (
	`position` integer PRIMARY KEY NOT NULL,
	`ref` text,
	`changes` text NOT NULL,
	`chain` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `feed_by_ref` ON `feed` (`ref`) WHERE ref is not null;--> statement-breakpoint
CREATE TABLE `feed_pending` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`ref` text,
	`changes` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `holds` (
	`id` text PRIMARY KEY NOT NULL,
	`sku` text NOT NULL,
	`lot` text NOT NULL,
	`reason` text NOT NULL,
	`source` text NOT NULL,
	`by` text NOT NULL,
	`placed_at` integer NOT NULL,
	`lifted_at` integer,
	`lifted_by` text,
	`lift_reason` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `holds_by_lot` ON `holds` (`sku`,`lot`);--> statement-breakpoint
CREATE UNIQUE INDEX `holds_in_force` ON `holds` (`sku`,`lot`,`source`) WHERE lifted_at is null;--> statement-breakpoint
CREATE TABLE `idempotency` (
	`caller` text NOT NULL,
	`key` text NOT NULL,
	`request_hash` text NOT NULL,
	`status` integer NOT NULL,
	`answer` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`caller`, `key`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `inbox` (
	`id` text PRIMARY KEY NOT NULL,
	`warehouse` text NOT NULL,
	`device_id` text NOT NULL,
	`stream_id` text NOT NULL,
	`seq` integer NOT NULL,
	`type` text NOT NULL,
	`user_id` text,
	`envelope` text NOT NULL,
	`received_at` integer NOT NULL,
	`outcome` text NOT NULL,
	`exceptions` text NOT NULL,
	`problem` text,
	`effects` text NOT NULL,
	`state` text NOT NULL,
	`waits_for` text,
	`mended` text,
	`dismissed` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `inbox_by_stream` ON `inbox` (`stream_id`,`seq`);--> statement-breakpoint
CREATE INDEX `inbox_by_device` ON `inbox` (`device_id`,`received_at`);--> statement-breakpoint
CREATE INDEX `inbox_parked` ON `inbox` (`warehouse`,`received_at`) WHERE state = 'parked';--> statement-breakpoint
CREATE INDEX `inbox_waiting` ON `inbox` (`waits_for`) WHERE waits_for is not null;--> statement-breakpoint
CREATE TABLE `inspection_parts` (
	`inspection_id` text NOT NULL,
	`returned_id` text NOT NULL,
	`quantity` integer NOT NULL,
	PRIMARY KEY(`inspection_id`, `returned_id`),
	FOREIGN KEY (`inspection_id`) REFERENCES `inspections`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`returned_id`) REFERENCES `returned_goods`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `inspection_parts_by_goods` ON `inspection_parts` (`returned_id`);--> statement-breakpoint
CREATE TABLE `inspections` (
	`id` text PRIMARY KEY NOT NULL,
	`warehouse` text NOT NULL,
	`return_id` text,
	`sku` text NOT NULL,
	`lot` text NOT NULL,
	`location` text NOT NULL,
	`to` text,
	`quantity` integer NOT NULL,
	`carried_out` integer NOT NULL,
	`condition` text NOT NULL,
	`disposition` text NOT NULL,
	`proposed` text,
	`because` text,
	`checklist` text NOT NULL,
	`photos` text NOT NULL,
	`note` text,
	`state` text NOT NULL,
	`waits_for` text,
	`approved_by` text,
	`unit_cost` integer,
	`currency` text,
	`device_id` text,
	`user_id` text,
	`inspected_at` integer NOT NULL,
	`done_at` integer
) STRICT;
--> statement-breakpoint
CREATE INDEX `inspections_by_return` ON `inspections` (`return_id`) WHERE return_id is not null;--> statement-breakpoint
CREATE INDEX `inspections_waiting` ON `inspections` (`warehouse`,`sku`,`lot`) WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX `inspections_by_time` ON `inspections` (`warehouse`,`inspected_at`);--> statement-breakpoint
CREATE TABLE `item_classes` (
	`warehouse` text NOT NULL,
	`sku` text NOT NULL,
	`class` text NOT NULL,
	`units` integer NOT NULL,
	`value` integer NOT NULL,
	`classed_at` integer NOT NULL,
	PRIMARY KEY(`warehouse`, `sku`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `items` (
	`sku` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`rotation` text NOT NULL,
	`rotation_policy` text,
	`traced` integer NOT NULL,
	`lot_tracked` integer NOT NULL,
	`unit` text NOT NULL,
	`standard_cost` text,
	`secondary_sku` text,
	`group` text,
	`substitute_sku` text,
	`lead_time_days` integer
) STRICT;
--> statement-breakpoint
CREATE TABLE `locations` (
	`warehouse` text NOT NULL,
	`code` text NOT NULL,
	`kind` text NOT NULL,
	`within` text,
	`pick_sequence` integer NOT NULL,
	`blocked` integer NOT NULL,
	`zone` text,
	`sscc` text,
	`counted_at` integer,
	PRIMARY KEY(`warehouse`, `code`),
	FOREIGN KEY (`warehouse`) REFERENCES `warehouses`(`code`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `locations_by_within` ON `locations` (`warehouse`,`within`);--> statement-breakpoint
CREATE UNIQUE INDEX `locations_by_sscc` ON `locations` (`warehouse`,`sscc`) WHERE sscc is not null;--> statement-breakpoint
CREATE TABLE `lots` (
	`sku` text NOT NULL,
	`lot` text NOT NULL,
	`supplier` text,
	`supplier_lot` text,
	`tlc_source` text,
	`produced_on` text,
	`expires_on` text,
	`received_at` integer NOT NULL,
	`cost_total` integer,
	`cost_quantity` integer NOT NULL,
	`cost_currency` text,
	`hold_reason` text,
	`confirmed` integer NOT NULL,
	PRIMARY KEY(`sku`, `lot`),
	FOREIGN KEY (`sku`) REFERENCES `items`(`sku`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `lots_by_supplier_lot` ON `lots` (`supplier_lot`) WHERE supplier_lot is not null;--> statement-breakpoint
CREATE TABLE `meta` (
	`name` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `movements` (
	`id` text PRIMARY KEY NOT NULL,
	`warehouse` text NOT NULL,
	`transaction_id` text NOT NULL,
	`sku` text NOT NULL,
	`lot` text NOT NULL,
	`quantity` integer NOT NULL,
	`from_location` text NOT NULL,
	`from_status` text NOT NULL,
	`to_location` text NOT NULL,
	`to_status` text NOT NULL,
	`reason` text NOT NULL,
	`border` integer NOT NULL,
	`order_id` text,
	`channel` text,
	`device_id` text,
	`user_id` text,
	`occurred_at` integer NOT NULL,
	`recorded_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `movements_by_transaction` ON `movements` (`transaction_id`);--> statement-breakpoint
CREATE INDEX `movements_by_lot` ON `movements` (`warehouse`,`sku`,`lot`);--> statement-breakpoint
CREATE INDEX `movements_over_border` ON `movements` (`sku`,`lot`,`to_location`,`from_location`,`reason`,`order_id`,`channel`,`quantity`,`occurred_at`) WHERE border;--> statement-breakpoint
CREATE INDEX `movements_by_order` ON `movements` (`order_id`) WHERE order_id is not null;--> statement-breakpoint
CREATE TABLE `observations` (
	`warehouse` text NOT NULL,
	`location` text NOT NULL,
	`sku` text NOT NULL,
	`lot` text NOT NULL,
	`count_id` text NOT NULL,
	`stream_id` text NOT NULL,
	`seq` integer NOT NULL,
	`seen` integer,
	`ordinal` text NOT NULL,
	PRIMARY KEY(`warehouse`, `location`, `sku`, `lot`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `order_lines` (
	`id` text PRIMARY KEY NOT NULL,
	`order_id` text NOT NULL,
	`position` integer NOT NULL,
	`warehouse` text NOT NULL,
	`channel` text NOT NULL,
	`sku` text NOT NULL,
	`quantity` integer NOT NULL,
	`unit_price` text NOT NULL,
	`discount` text,
	`tax` text,
	`committed` integer NOT NULL,
	`backordered` integer NOT NULL,
	`planned` integer NOT NULL,
	`allocated` integer NOT NULL,
	`picked` integer NOT NULL,
	`shipped` integer NOT NULL,
	`cancelled` integer NOT NULL,
	`drawn` integer NOT NULL,
	FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`sku`) REFERENCES `items`(`sku`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `order_lines_by_order` ON `order_lines` (`order_id`);--> statement-breakpoint
CREATE INDEX `order_lines_by_item` ON `order_lines` (`warehouse`,`sku`);--> statement-breakpoint
CREATE INDEX `order_lines_committed` ON `order_lines` (`warehouse`,`sku`,`channel`) WHERE committed > 0;--> statement-breakpoint
CREATE INDEX `order_lines_backordered` ON `order_lines` (`warehouse`,`sku`,`channel`) WHERE backordered > 0;--> statement-breakpoint
CREATE INDEX `order_lines_planned` ON `order_lines` (`warehouse`,`sku`) WHERE planned > 0;--> statement-breakpoint
CREATE TABLE `orders` (
	`id` text PRIMARY KEY NOT NULL,
	`warehouse` text NOT NULL,
	`channel` text NOT NULL,
	`external_id` text NOT NULL,
	`customer` text NOT NULL,
	`ship_by` text,
	`starts_on` text,
	`on_short` text NOT NULL,
	`ship_to` text,
	`fees` text,
	`shipping_paid` text,
	`status` text NOT NULL,
	`version` integer NOT NULL,
	`cancelled_at` integer,
	`placed_at` integer NOT NULL,
	`body_hash` text NOT NULL,
	`answer` text NOT NULL,
	FOREIGN KEY (`warehouse`) REFERENCES `warehouses`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`channel`) REFERENCES `channels`(`channel`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `orders_by_external_id` ON `orders` (`channel`,`external_id`);--> statement-breakpoint
CREATE INDEX `orders_by_status` ON `orders` (`warehouse`,`status`);--> statement-breakpoint
CREATE INDEX `orders_by_ship_by` ON `orders` (`warehouse`,`ship_by`);--> statement-breakpoint
CREATE TABLE `partners` (
	`name` text PRIMARY KEY NOT NULL,
	`gln` text,
	`ffrn` text,
	`url` text,
	`ggn` text,
	`address` text
) STRICT;
--> statement-breakpoint
CREATE TABLE `pick_lists` (
	`id` text PRIMARY KEY NOT NULL,
	`warehouse` text NOT NULL,
	`order_id` text,
	`state` text NOT NULL,
	`zone` text,
	`staging` text NOT NULL,
	`device_id` text,
	`leased_at` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `pick_lists_by_state` ON `pick_lists` (`warehouse`,`state`);--> statement-breakpoint
CREATE INDEX `pick_lists_by_order` ON `pick_lists` (`order_id`);--> statement-breakpoint
CREATE TABLE `push_subscriptions` (
	`endpoint` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`warehouse` text NOT NULL,
	`keys` text NOT NULL,
	`at_least` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `push_subscriptions_by_user` ON `push_subscriptions` (`user_id`);--> statement-breakpoint
CREATE TABLE `recalls` (
	`id` text PRIMARY KEY NOT NULL,
	`warehouse` text NOT NULL,
	`reason` text NOT NULL,
	`drill` integer NOT NULL,
	`supplier_lot` text,
	`lots` text NOT NULL,
	`found` text,
	`by` text NOT NULL,
	`started_at` integer NOT NULL,
	`took_ms` integer
) STRICT;
--> statement-breakpoint
CREATE INDEX `recalls_by_warehouse` ON `recalls` (`warehouse`,`started_at`);--> statement-breakpoint
CREATE TABLE `receipt_lines` (
	`receipt_id` text NOT NULL,
	`sku` text NOT NULL,
	`expected` integer NOT NULL,
	`received` integer NOT NULL,
	PRIMARY KEY(`receipt_id`, `sku`),
	FOREIGN KEY (`receipt_id`) REFERENCES `receipts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`sku`) REFERENCES `items`(`sku`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `receipt_lines_open` ON `receipt_lines` (`sku`) WHERE received < expected;--> statement-breakpoint
CREATE TABLE `receipts` (
	`id` text PRIMARY KEY NOT NULL,
	`warehouse` text NOT NULL,
	`supplier` text NOT NULL,
	`reference` text NOT NULL,
	`state` text NOT NULL,
	`expected_on` text,
	`created_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `return_lines` (
	`return_id` text NOT NULL,
	`sku` text NOT NULL,
	`reason` text NOT NULL,
	`expected` integer NOT NULL,
	`received` integer NOT NULL,
	`lots` text NOT NULL,
	PRIMARY KEY(`return_id`, `sku`),
	FOREIGN KEY (`return_id`) REFERENCES `returns`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `returned_goods` (
	`id` text PRIMARY KEY NOT NULL,
	`warehouse` text NOT NULL,
	`return_id` text NOT NULL,
	`sku` text NOT NULL,
	`lot` text NOT NULL,
	`lot_from` text,
	`quantity` integer NOT NULL,
	`inspected` integer NOT NULL,
	`reason` text NOT NULL,
	`channel` text NOT NULL,
	`location` text NOT NULL,
	`unit_cost` integer,
	`currency` text,
	`user_id` text,
	`received_at` integer NOT NULL,
	FOREIGN KEY (`return_id`) REFERENCES `returns`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `returned_goods_by_return` ON `returned_goods` (`return_id`);--> statement-breakpoint
CREATE INDEX `returned_goods_by_lot` ON `returned_goods` (`sku`,`lot`);--> statement-breakpoint
CREATE INDEX `returned_goods_by_time` ON `returned_goods` (`warehouse`,`received_at`);--> statement-breakpoint
CREATE INDEX `returned_goods_waiting` ON `returned_goods` (`warehouse`,`sku`,`lot`) WHERE inspected < quantity;--> statement-breakpoint
CREATE TABLE `returns` (
	`id` text PRIMARY KEY NOT NULL,
	`warehouse` text NOT NULL,
	`channel` text NOT NULL,
	`order_id` text,
	`order_external_id` text,
	`customer` text,
	`reference` text,
	`blind` integer NOT NULL,
	`state` text NOT NULL,
	`chargeback` text,
	`documents` text NOT NULL,
	`photos` text NOT NULL,
	`note` text,
	`expected_on` text,
	`by` text,
	`created_at` integer NOT NULL,
	`ended_at` integer
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `returns_by_reference` ON `returns` (`channel`,`reference`) WHERE reference is not null and not blind;--> statement-breakpoint
CREATE INDEX `returns_by_state` ON `returns` (`warehouse`,`state`,`created_at`);--> statement-breakpoint
CREATE INDEX `returns_by_order` ON `returns` (`order_id`) WHERE order_id is not null;--> statement-breakpoint
CREATE INDEX `returns_by_order_number` ON `returns` (`channel`,`order_external_id`) WHERE order_external_id is not null;--> statement-breakpoint
CREATE TABLE `rules` (
	`id` text PRIMARY KEY NOT NULL,
	`warehouse` text NOT NULL,
	`sku` text,
	`group` text,
	`channel` text NOT NULL,
	`kind` text NOT NULL,
	`value` integer NOT NULL,
	FOREIGN KEY (`sku`) REFERENCES `items`(`sku`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`channel`) REFERENCES `channels`(`channel`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `rules_of_item` ON `rules` (`warehouse`,`sku`,`channel`) WHERE sku is not null;--> statement-breakpoint
CREATE UNIQUE INDEX `rules_of_group` ON `rules` (`warehouse`,`group`,`channel`) WHERE sku is null;--> statement-breakpoint
CREATE TABLE `sequences` (
	`name` text PRIMARY KEY NOT NULL,
	`next` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`device_id` text NOT NULL,
	`token_hash` text NOT NULL,
	`started_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `sessions_tokenHash_unique` ON `sessions` (`token_hash`);--> statement-breakpoint
CREATE TABLE `settings` (
	`name` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `shelf` (
	`warehouse` text NOT NULL,
	`sku` text NOT NULL,
	`expires_on` text NOT NULL,
	`sellable` integer NOT NULL,
	`allocated` integer NOT NULL,
	PRIMARY KEY(`warehouse`, `sku`, `expires_on`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `shipment_units` (
	`transaction_id` text NOT NULL,
	`unit` text NOT NULL,
	`sscc` text,
	PRIMARY KEY(`transaction_id`, `unit`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `shipment_units_by_unit` ON `shipment_units` (`unit`);--> statement-breakpoint
CREATE INDEX `shipment_units_by_sscc` ON `shipment_units` (`sscc`) WHERE sscc is not null;--> statement-breakpoint
CREATE TABLE `shipments` (
	`transaction_id` text PRIMARY KEY NOT NULL,
	`warehouse` text NOT NULL,
	`order_id` text NOT NULL,
	`carrier` text,
	`service` text,
	`zone` text,
	`tracking_number` text,
	`cost` text,
	`units` text NOT NULL,
	`document_type` text,
	`document_number` text,
	`shipped_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `shipments_by_order` ON `shipments` (`order_id`);--> statement-breakpoint
CREATE INDEX `shipments_by_tracking` ON `shipments` (`tracking_number`) WHERE tracking_number is not null;--> statement-breakpoint
CREATE TABLE `stock` (
	`warehouse` text NOT NULL,
	`sku` text NOT NULL,
	`lot` text NOT NULL,
	`location` text NOT NULL,
	`status` text NOT NULL,
	`quantity` integer NOT NULL,
	`allocated` integer NOT NULL,
	`suspect` integer NOT NULL,
	`in_house` integer NOT NULL,
	`sellable` integer NOT NULL,
	`rotation` text NOT NULL,
	`expires_on` text NOT NULL,
	`pick_sequence` integer NOT NULL,
	PRIMARY KEY(`warehouse`, `sku`, `lot`, `location`, `status`),
	FOREIGN KEY (`sku`) REFERENCES `items`(`sku`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `stock_by_location` ON `stock` (`warehouse`,`location`) WHERE in_house;--> statement-breakpoint
CREATE INDEX `stock_in_house` ON `stock` (`warehouse`,`sku`) WHERE in_house;--> statement-breakpoint
CREATE INDEX `stock_by_rotation` ON `stock` (`warehouse`,`sku`,`rotation`,`pick_sequence`,`location`) WHERE sellable and quantity > allocated + suspect;--> statement-breakpoint
CREATE TABLE `streams` (
	`stream_id` text PRIMARY KEY NOT NULL,
	`device_id` text NOT NULL,
	`previous_stream_id` text,
	`expected_seq` integer NOT NULL,
	`skew_ms` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `supplier_lots` (
	`supplier_lot` text NOT NULL,
	`sku` text NOT NULL,
	`lot` text NOT NULL,
	PRIMARY KEY(`supplier_lot`, `sku`, `lot`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `tasks` (
	`id` text PRIMARY KEY NOT NULL,
	`warehouse` text NOT NULL,
	`kind` text NOT NULL,
	`state` text NOT NULL,
	`pick_list_id` text,
	`order_id` text,
	`line_id` text,
	`sku` text NOT NULL,
	`lot` text NOT NULL,
	`location` text NOT NULL,
	`quantity` integer NOT NULL,
	`done` integer NOT NULL,
	`sequence` integer NOT NULL,
	`tote` text,
	`scope` text,
	`origin` text,
	`hidden_from` text,
	`device_id` text,
	`leased_at` integer,
	`not_by` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`pick_list_id`) REFERENCES `pick_lists`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `tasks_by_pick_list` ON `tasks` (`pick_list_id`);--> statement-breakpoint
CREATE INDEX `tasks_by_state` ON `tasks` (`warehouse`,`state`,`kind`);--> statement-breakpoint
CREATE INDEX `tasks_by_line` ON `tasks` (`line_id`);--> statement-breakpoint
CREATE INDEX `tasks_by_order` ON `tasks` (`order_id`);--> statement-breakpoint
CREATE INDEX `tasks_counting` ON `tasks` (`warehouse`,`location`) WHERE kind = 'count' and state = 'open';--> statement-breakpoint
CREATE TABLE `transformation_lines` (
	`transaction_id` text NOT NULL,
	`position` integer NOT NULL,
	`side` text NOT NULL,
	`sku` text NOT NULL,
	`lot` text NOT NULL,
	`quantity` integer NOT NULL,
	`cost` integer,
	`cost_currency` text,
	PRIMARY KEY(`transaction_id`, `position`),
	FOREIGN KEY (`transaction_id`) REFERENCES `transformations`(`transaction_id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `transformation_lines_by_lot` ON `transformation_lines` (`sku`,`lot`);--> statement-breakpoint
CREATE TABLE `transformations` (
	`transaction_id` text PRIMARY KEY NOT NULL,
	`warehouse` text NOT NULL,
	`kind` text NOT NULL,
	`document_type` text,
	`document_number` text,
	`occurred_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`badge_hash` text NOT NULL,
	`name` text NOT NULL,
	`roles` text NOT NULL,
	`pin_hash` text NOT NULL,
	`override_salt` text NOT NULL,
	`override_key` text NOT NULL,
	`overrides` integer NOT NULL,
	`disabled` integer NOT NULL,
	`failures` integer NOT NULL,
	`last_failure_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `users_badgeHash_unique` ON `users` (`badge_hash`);--> statement-breakpoint
CREATE TABLE `warehouses` (
	`code` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`time_zone` text NOT NULL,
	`currency` text NOT NULL,
	`gln` text,
	`rotation_policy` text NOT NULL,
	`address` text
) STRICT;
