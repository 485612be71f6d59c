CREATE TABLE `transfer_goods` (
	`transfer_id` text NOT NULL,
	`sku` text NOT NULL,
	`lot` text NOT NULL,
	`sent` integer NOT NULL,
	`received` integer NOT NULL,
	`lost` integer NOT NULL,
	PRIMARY KEY(`transfer_id`, `sku`, `lot`),
	FOREIGN KEY (`transfer_id`) REFERENCES `transfers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`sku`) REFERENCES `items`(`sku`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `transfer_goods_under_way` ON `transfer_goods` (`sku`) WHERE sent <> received + lost;--> statement-breakpoint
CREATE TABLE `transfer_units` (
	`transfer_id` text NOT NULL,
	`unit` text NOT NULL,
	`goods` text NOT NULL,
	`received_at` integer,
	PRIMARY KEY(`transfer_id`, `unit`),
	FOREIGN KEY (`transfer_id`) REFERENCES `transfers`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `transfers` (
	`id` text PRIMARY KEY NOT NULL,
	`reference` text NOT NULL,
	`from_warehouse` text,
	`to_warehouse` text,
	`state` text NOT NULL,
	`expected_on` text,
	`created_at` integer NOT NULL,
	`first_sent_at` integer,
	`last_received_at` integer
) STRICT;
--> statement-breakpoint
CREATE INDEX `transfers_from` ON `transfers` (`from_warehouse`,`state`);--> statement-breakpoint
CREATE INDEX `transfers_to` ON `transfers` (`to_warehouse`,`state`);--> statement-breakpoint
CREATE INDEX `transfers_overdue` ON `transfers` (`expected_on`) WHERE state = 'open';--> statement-breakpoint
ALTER TABLE `channels` ADD `served_from` text;--> statement-breakpoint
ALTER TABLE `demand_refused` ADD `last_at` integer;--> statement-breakpoint
ALTER TABLE `orders` ADD `transfer_to` text;