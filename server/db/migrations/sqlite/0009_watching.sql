CREATE TABLE `device_contacts` (
	`device_id` text PRIMARY KEY NOT NULL,
	`contact_at` integer NOT NULL,
	`unsent` integer,
	`oldest_unsent_at` integer,
	`app_version` text,
	FOREIGN KEY (`device_id`) REFERENCES `devices`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
ALTER TABLE `streams` ADD `previous_seq` integer;