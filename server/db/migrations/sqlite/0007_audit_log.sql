CREATE TABLE `audit_log` (
	`position` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`by` text NOT NULL,
	`name` text NOT NULL,
	`act` text NOT NULL,
	`details` text NOT NULL,
	`chain` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `audit_log_by_time` ON `audit_log` (`at`);