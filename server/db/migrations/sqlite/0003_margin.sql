CREATE TABLE `costs` (
	`id` text PRIMARY KEY NOT NULL,
	`warehouse` text NOT NULL,
	`kind` text NOT NULL,
	`channel` text NOT NULL,
	`sku` text,
	`order_id` text,
	`from` text NOT NULL,
	`to` text NOT NULL,
	`amount` text NOT NULL,
	`note` text,
	`by` text NOT NULL,
	`created_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `costs_by_time` ON `costs` (`warehouse`,`created_at`);--> statement-breakpoint
CREATE TABLE `currency_rates` (
	`from` text NOT NULL,
	`to` text NOT NULL,
	`day` text NOT NULL,
	`rate` integer NOT NULL,
	PRIMARY KEY(`from`, `to`, `day`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `fee_rules` (
	`id` text PRIMARY KEY NOT NULL,
	`channel` text NOT NULL,
	`rule` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `fee_rules_by_channel` ON `fee_rules` (`channel`);--> statement-breakpoint
CREATE TABLE `margin_days` (
	`warehouse` text NOT NULL,
	`day` text NOT NULL,
	`sku` text NOT NULL,
	`channel` text NOT NULL,
	`units` integer NOT NULL,
	`revenue` integer NOT NULL,
	`discounts` integer NOT NULL,
	`shipping_income` integer NOT NULL,
	`taxes` integer NOT NULL,
	`cogs` integer NOT NULL,
	`labour` integer NOT NULL,
	`packaging` integer NOT NULL,
	`shipping` integer NOT NULL,
	`platform_fees` integer NOT NULL,
	`payment_fees` integer NOT NULL,
	`returns` integer NOT NULL,
	`advertising` integer NOT NULL,
	`chargebacks` integer NOT NULL,
	`penalties` integer NOT NULL,
	`storage` integer NOT NULL,
	PRIMARY KEY(`warehouse`, `day`, `sku`, `channel`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `margin_entries` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`warehouse` text NOT NULL,
	`day` text NOT NULL,
	`sku` text NOT NULL,
	`channel` text NOT NULL,
	`order_id` text,
	`order_line_id` text,
	`kind` text NOT NULL,
	`amount` integer NOT NULL,
	`units` integer NOT NULL,
	`known` text NOT NULL,
	`source` text NOT NULL,
	`because` text NOT NULL,
	`created_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `margin_entries_name_unique` ON `margin_entries` (`name`);--> statement-breakpoint
CREATE INDEX `margin_entries_by_line` ON `margin_entries` (`order_line_id`) WHERE order_line_id is not null;--> statement-breakpoint
CREATE INDEX `margin_entries_by_source` ON `margin_entries` (`source`);--> statement-breakpoint
CREATE INDEX `margin_entries_by_day` ON `margin_entries` (`warehouse`,`day`,`sku`,`channel`);--> statement-breakpoint
CREATE TABLE `margin_gaps` (
	`warehouse` text NOT NULL,
	`name` text NOT NULL,
	`transaction_id` text NOT NULL,
	`detail` text NOT NULL,
	`found_at` integer NOT NULL,
	PRIMARY KEY(`warehouse`, `name`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `margin_months` (
	`warehouse` text NOT NULL,
	`month` text NOT NULL,
	`sku` text NOT NULL,
	`channel` text NOT NULL,
	`units` integer NOT NULL,
	`revenue` integer NOT NULL,
	`discounts` integer NOT NULL,
	`shipping_income` integer NOT NULL,
	`taxes` integer NOT NULL,
	`cogs` integer NOT NULL,
	`labour` integer NOT NULL,
	`packaging` integer NOT NULL,
	`shipping` integer NOT NULL,
	`platform_fees` integer NOT NULL,
	`payment_fees` integer NOT NULL,
	`returns` integer NOT NULL,
	`advertising` integer NOT NULL,
	`chargebacks` integer NOT NULL,
	`penalties` integer NOT NULL,
	`storage` integer NOT NULL,
	PRIMARY KEY(`warehouse`, `month`, `sku`, `channel`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `margin_periods` (
	`warehouse` text NOT NULL,
	`month` text NOT NULL,
	`closed_at` integer NOT NULL,
	`by` text NOT NULL,
	`rows` text NOT NULL,
	PRIMARY KEY(`warehouse`, `month`)
) STRICT;
--> statement-breakpoint
ALTER TABLE `items` ADD `weight_grams` integer;--> statement-breakpoint
ALTER TABLE `items` ADD `cubic_cm` integer;