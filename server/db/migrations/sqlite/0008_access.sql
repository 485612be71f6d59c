CREATE TABLE `identities` (
	`user_id` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`issuer` text,
	`subject` text,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `identities_email_unique` ON `identities` (`email`);--> statement-breakpoint
CREATE UNIQUE INDEX `identities_by_subject` ON `identities` (`issuer`,`subject`);--> statement-breakpoint
CREATE TABLE `oidc_sign_ins` (
	`cookie_hash` text PRIMARY KEY NOT NULL,
	`state` text,
	`nonce` text NOT NULL,
	`verifier` text NOT NULL,
	`expires_at` integer NOT NULL,
	`code_hash` text,
	`user_id` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `oidc_sign_ins_by_time` ON `oidc_sign_ins` (`expires_at`);--> statement-breakpoint
CREATE TABLE `tries` (
	`subject` text PRIMARY KEY NOT NULL,
	`failures` integer NOT NULL,
	`last_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `tries_by_time` ON `tries` (`last_at`);--> statement-breakpoint
ALTER TABLE `api_tokens` ADD `scopes` text;--> statement-breakpoint
ALTER TABLE `api_tokens` ADD `expires_at` integer;--> statement-breakpoint
ALTER TABLE `api_tokens` ADD `last_used_at` integer;--> statement-breakpoint
ALTER TABLE `sessions` ADD `ended_at` integer;--> statement-breakpoint
ALTER TABLE `sessions` ADD `ended_position` integer;--> statement-breakpoint
CREATE INDEX `sessions_by_user` ON `sessions` (`user_id`);--> statement-breakpoint
CREATE INDEX `sessions_by_device` ON `sessions` (`device_id`);--> statement-breakpoint
ALTER TABLE `users` DROP COLUMN `failures`;--> statement-breakpoint
ALTER TABLE `users` DROP COLUMN `last_failure_at`;