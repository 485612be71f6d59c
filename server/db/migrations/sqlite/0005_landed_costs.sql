CREATE TABLE `landed_costs` (
	`id` text PRIMARY KEY NOT NULL,
	`bill` text NOT NULL,
	`sku` text NOT NULL,
	`lot` text NOT NULL,
	`kind` text NOT NULL,
	`amount` integer NOT NULL,
	`added` integer NOT NULL,
	`reference` text,
	`note` text,
	`through` text,
	`by` text NOT NULL,
	`at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `landed_costs_of_lot` ON `landed_costs` (`sku`,`lot`);--> statement-breakpoint
CREATE INDEX `landed_costs_of_bill` ON `landed_costs` (`bill`);--> statement-breakpoint
CREATE INDEX `landed_costs_through` ON `landed_costs` (`through`);--> statement-breakpoint
CREATE TABLE `recosts` (
	`sku` text NOT NULL,
	`lot` text NOT NULL,
	`because` text NOT NULL,
	PRIMARY KEY(`sku`, `lot`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `shortages` (
	`id` text PRIMARY KEY NOT NULL,
	`warehouse` text NOT NULL,
	`channel` text NOT NULL,
	`sku` text NOT NULL,
	`order_id` text NOT NULL,
	`order_line_id` text NOT NULL,
	`kind` text NOT NULL,
	`units` integer NOT NULL,
	`at` integer NOT NULL,
	`is_costed` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `shortages_by_item` ON `shortages` (`warehouse`,`sku`,`channel`,`at`);--> statement-breakpoint
CREATE INDEX `shortages_to_cost` ON `shortages` (`at`) WHERE not is_costed;--> statement-breakpoint
ALTER TABLE `lots` ADD `landed_total` integer DEFAULT 0 NOT NULL;