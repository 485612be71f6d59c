CREATE TABLE `channel_days` (
	`warehouse` text NOT NULL,
	`day` text NOT NULL,
	`channel` text NOT NULL,
	`protected` integer NOT NULL,
	`committed` integer NOT NULL,
	`available_to_promise` integer NOT NULL,
	PRIMARY KEY(`warehouse`, `day`, `channel`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `stock_days` (
	`warehouse` text NOT NULL,
	`sku` text NOT NULL,
	`channel` text NOT NULL,
	`day` text NOT NULL,
	`on_hand` integer NOT NULL,
	`protected` integer NOT NULL,
	`committed` integer NOT NULL,
	`available_to_promise` integer NOT NULL,
	PRIMARY KEY(`warehouse`, `sku`, `channel`, `day`)
) STRICT;
--> statement-breakpoint
DROP INDEX `sessions_by_device`;--> statement-breakpoint
CREATE INDEX `sessions_by_device` ON `sessions` (`device_id`,`expires_at`);--> statement-breakpoint
ALTER TABLE `device_contacts` ADD `screen` text;--> statement-breakpoint
ALTER TABLE `device_contacts` ADD `battery` integer;--> statement-breakpoint
ALTER TABLE `device_contacts` ADD `charging` integer;--> statement-breakpoint
CREATE INDEX `count_lines_in_doubt` ON `count_lines` (`warehouse`,`count_id`) WHERE state in ('recount', 'pending', 'disturbed');--> statement-breakpoint
CREATE INDEX `count_lines_odd` ON `count_lines` (`warehouse`,`count_id`) WHERE counted <> expected or state in ('disturbed', 'superseded');--> statement-breakpoint
CREATE INDEX `inbox_reversed` ON `inbox` (`warehouse`,`received_at`) WHERE state = 'reversed';--> statement-breakpoint
CREATE INDEX `movements_picked` ON `movements` (`warehouse`,`occurred_at`) WHERE reason = 'pick';--> statement-breakpoint
CREATE INDEX `orders_open_by_ship_by` ON `orders` (`warehouse`,`ship_by`) WHERE status not in ('shipped', 'cancelled');--> statement-breakpoint
CREATE INDEX `shipments_by_time` ON `shipments` (`warehouse`,`shipped_at`,`order_id`);