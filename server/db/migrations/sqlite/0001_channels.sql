CREATE TABLE `channel_failures` (
	`id` text PRIMARY KEY NOT NULL,
	`connector_id` text NOT NULL,
	`about` text NOT NULL,
	`subject` text NOT NULL,
	`state` text NOT NULL,
	`code` text NOT NULL,
	`detail` text NOT NULL,
	`advice` text NOT NULL,
	`attempts` integer NOT NULL,
	`first_at` integer NOT NULL,
	`last_at` integer NOT NULL,
	`ended_at` integer
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `channel_failures_now` ON `channel_failures` (`connector_id`,`about`,`subject`) WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX `channel_failures_by_time` ON `channel_failures` (`connector_id`,`last_at`);--> statement-breakpoint
CREATE TABLE `connectors` (
	`id` text PRIMARY KEY NOT NULL,
	`warehouse` text NOT NULL,
	`channel` text NOT NULL,
	`kind` text NOT NULL,
	`base_url` text,
	`settings` text NOT NULL,
	`credentials` text NOT NULL,
	`paused` integer NOT NULL,
	`created_at` integer NOT NULL,
	`failures_in_row` integer NOT NULL,
	`rests_until` integer NOT NULL,
	`heard_at` integer,
	`last_update_at` integer
) STRICT;
--> statement-breakpoint
CREATE TABLE `listings` (
	`connector_id` text NOT NULL,
	`listing` text NOT NULL,
	`sku` text NOT NULL,
	`pack_quantity` integer NOT NULL,
	`mode` text NOT NULL,
	`cap` integer,
	`percent` integer NOT NULL,
	`buffer` integer NOT NULL,
	`look` integer NOT NULL,
	`wanted` integer NOT NULL,
	`version` integer NOT NULL,
	`urgency` integer NOT NULL,
	`changed_at` integer NOT NULL,
	`sending` text,
	`shown` integer,
	`shown_version` integer NOT NULL,
	`shown_at` integer,
	`attempts` integer NOT NULL,
	`next_at` integer NOT NULL,
	`stopped` integer NOT NULL,
	PRIMARY KEY(`connector_id`, `listing`),
	FOREIGN KEY (`connector_id`) REFERENCES `connectors`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `listings_by_sku` ON `listings` (`sku`);--> statement-breakpoint
CREATE INDEX `listings_to_look_at` ON `listings` (`connector_id`) WHERE look > 0;--> statement-breakpoint
CREATE INDEX `listings_due` ON `listings` (`connector_id`,`urgency`,`changed_at`) WHERE version > shown_version;--> statement-breakpoint
CREATE TABLE `publications` (
	`connector_id` text NOT NULL,
	`listing` text NOT NULL,
	`version` integer NOT NULL,
	`quantity` integer NOT NULL,
	`since` integer NOT NULL,
	`confirmed_at` integer NOT NULL,
	PRIMARY KEY(`connector_id`, `listing`, `version`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `publications_by_time` ON `publications` (`connector_id`,`confirmed_at`);