CREATE TABLE `demand_events` (
	`id` text PRIMARY KEY NOT NULL,
	`warehouse` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`from` text NOT NULL,
	`to` text NOT NULL,
	`channel` text,
	`sku` text,
	`uplift` integer
) STRICT;
--> statement-breakpoint
CREATE INDEX `demand_events_by_day` ON `demand_events` (`warehouse`,`to`);--> statement-breakpoint
CREATE TABLE `demand_refused` (
	`channel` text NOT NULL,
	`external_id` text NOT NULL,
	`sku` text NOT NULL,
	`warehouse` text NOT NULL,
	`units` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`channel`, `external_id`, `sku`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `demand_refused_by_item` ON `demand_refused` (`warehouse`,`sku`,`at`);--> statement-breakpoint
CREATE TABLE `demand_series` (
	`warehouse` text NOT NULL,
	`sku` text NOT NULL,
	`channel` text NOT NULL,
	`from` text NOT NULL,
	`units` text NOT NULL,
	PRIMARY KEY(`warehouse`, `sku`, `channel`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `demand_told` (
	`warehouse` text NOT NULL,
	`sku` text NOT NULL,
	`channel` text NOT NULL,
	`date` text NOT NULL,
	`units` integer NOT NULL,
	PRIMARY KEY(`warehouse`, `sku`, `channel`, `date`),
	FOREIGN KEY (`sku`) REFERENCES `items`(`sku`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `item_policies` (
	`warehouse` text NOT NULL,
	`sku` text NOT NULL,
	`policy` text NOT NULL,
	`keeps_protected` integer NOT NULL,
	PRIMARY KEY(`warehouse`, `sku`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `item_policies_protected` ON `item_policies` (`warehouse`,`sku`) WHERE keeps_protected;--> statement-breakpoint
CREATE TABLE `plans` (
	`warehouse` text NOT NULL,
	`sku` text NOT NULL,
	`rank` text NOT NULL,
	`need` text NOT NULL,
	`overstock` integer NOT NULL,
	`expiring` integer NOT NULL,
	`computed_at` integer NOT NULL,
	`plan` text NOT NULL,
	PRIMARY KEY(`warehouse`, `sku`),
	FOREIGN KEY (`sku`) REFERENCES `items`(`sku`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `plans_by_rank` ON `plans` (`warehouse`,`rank`,`sku`);--> statement-breakpoint
CREATE INDEX `plans_by_age` ON `plans` (`warehouse`,`computed_at`);--> statement-breakpoint
CREATE INDEX `plans_overstocked` ON `plans` (`warehouse`,`rank`,`sku`) WHERE overstock > 0;--> statement-breakpoint
CREATE INDEX `plans_expiring` ON `plans` (`warehouse`,`rank`,`sku`) WHERE expiring > 0;--> statement-breakpoint
CREATE TABLE `stock_outs` (
	`id` text PRIMARY KEY NOT NULL,
	`warehouse` text NOT NULL,
	`sku` text NOT NULL,
	`channel` text NOT NULL,
	`from` integer NOT NULL,
	`to` integer
) STRICT;
--> statement-breakpoint
CREATE INDEX `stock_outs_by_item` ON `stock_outs` (`warehouse`,`sku`,`channel`,`from`);--> statement-breakpoint
ALTER TABLE `receipts` ADD `ordered_on` text;--> statement-breakpoint
ALTER TABLE `receipts` ADD `first_received_at` integer;--> statement-breakpoint
CREATE INDEX `receipts_by_supplier` ON `receipts` (`warehouse`,`supplier`,`first_received_at`);