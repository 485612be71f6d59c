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
CREATE INDEX `shortages_to_cost` ON `shortages` (`at`) WHERE not is_costed;