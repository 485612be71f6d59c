CREATE TABLE `confirmations` (
	`connector_id` text NOT NULL,
	`shipment_id` text NOT NULL,
	`external_id` text NOT NULL,
	`parcel` integer NOT NULL,
	`state` text NOT NULL,
	`lines` text NOT NULL,
	`key` text,
	`next_at` integer NOT NULL,
	`attempts` integer NOT NULL,
	`confirmed_as` text,
	`created_at` integer NOT NULL,
	`confirmed_at` integer,
	PRIMARY KEY(`connector_id`, `shipment_id`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `confirmations_of_order` ON `confirmations` (`connector_id`,`external_id`);--> statement-breakpoint
CREATE INDEX `confirmations_due` ON `confirmations` (`connector_id`,`next_at`) WHERE state in ('waiting', 'sending', 'unsure');--> statement-breakpoint
CREATE TABLE `drift_checks` (
	`id` text PRIMARY KEY NOT NULL,
	`connector_id` text NOT NULL,
	`started_at` integer NOT NULL,
	`ended_at` integer,
	`after` text NOT NULL,
	`compared` integer NOT NULL,
	`drifted` integer NOT NULL,
	`units` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `drift_checks_by_time` ON `drift_checks` (`connector_id`,`started_at`);--> statement-breakpoint
CREATE TABLE `drifts` (
	`id` text PRIMARY KEY NOT NULL,
	`connector_id` text NOT NULL,
	`listing` text NOT NULL,
	`sku` text NOT NULL,
	`found_at` integer NOT NULL,
	`shown` integer NOT NULL,
	`told` integer,
	`wanted` integer NOT NULL,
	`between` text NOT NULL,
	`explanation` text NOT NULL,
	`repaired_at` integer
) STRICT;
--> statement-breakpoint
CREATE INDEX `drifts_by_time` ON `drifts` (`connector_id`,`found_at`);--> statement-breakpoint
CREATE INDEX `drifts_open` ON `drifts` (`connector_id`,`listing`) WHERE repaired_at is null;--> statement-breakpoint
CREATE TABLE `edi_documents` (
	`id` text PRIMARY KEY NOT NULL,
	`connector_id` text NOT NULL,
	`direction` text NOT NULL,
	`set` text NOT NULL,
	`interchange` text NOT NULL,
	`group` text NOT NULL,
	`control` text NOT NULL,
	`number` text,
	`external_id` text,
	`cause` text,
	`state` text NOT NULL,
	`detail` text,
	`content` text,
	`raw` text NOT NULL,
	`file_name` text,
	`at` integer NOT NULL,
	`answered_at` integer,
	`answer` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `edi_documents_by_time` ON `edi_documents` (`connector_id`,`at`);--> statement-breakpoint
CREATE INDEX `edi_documents_by_control` ON `edi_documents` (`connector_id`,`direction`,`group`,`control`);--> statement-breakpoint
CREATE INDEX `edi_documents_of_order` ON `edi_documents` (`connector_id`,`external_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `edi_documents_by_cause` ON `edi_documents` (`connector_id`,`set`,`cause`) WHERE cause is not null;--> statement-breakpoint
CREATE INDEX `edi_documents_to_do` ON `edi_documents` (`connector_id`,`state`) WHERE state in ('received', 'drafted');--> statement-breakpoint
CREATE TABLE `edi_files` (
	`connector_id` text NOT NULL,
	`sha256` text NOT NULL,
	`name` text NOT NULL,
	`received_at` integer NOT NULL,
	`fault` text,
	`content` text NOT NULL,
	PRIMARY KEY(`connector_id`, `sha256`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `intakes` (
	`connector_id` text PRIMARY KEY NOT NULL,
	`place` text,
	`poll_at` integer NOT NULL,
	`polled_at` integer,
	`read_at` integer NOT NULL,
	`lease_key` text,
	`lease_until` integer NOT NULL,
	`failures_in_row` integer NOT NULL,
	`last_order_at` integer,
	`notices_taken` integer NOT NULL,
	`notices_repeated` integer NOT NULL,
	`notices_refused` integer NOT NULL,
	`last_refused_at` integer
) STRICT;
--> statement-breakpoint
CREATE TABLE `notices` (
	`connector_id` text NOT NULL,
	`name` text NOT NULL,
	`topic` text NOT NULL,
	`external_id` text,
	`received_at` integer NOT NULL,
	PRIMARY KEY(`connector_id`, `name`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `notices_by_time` ON `notices` (`received_at`);--> statement-breakpoint
CREATE TABLE `outgoing` (
	`position` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`connector_id` text NOT NULL,
	`subject` text NOT NULL,
	`topic` text NOT NULL,
	`body` text NOT NULL,
	`created_at` integer NOT NULL,
	`delivered_at` integer,
	`attempts` integer NOT NULL,
	`next_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `outgoing_by_connector` ON `outgoing` (`connector_id`,`position`);--> statement-breakpoint
CREATE INDEX `outgoing_by_subject` ON `outgoing` (`connector_id`,`subject`,`position`);--> statement-breakpoint
CREATE INDEX `outgoing_due` ON `outgoing` (`connector_id`,`next_at`) WHERE delivered_at is null;--> statement-breakpoint
CREATE TABLE `platform_lines` (
	`connector_id` text NOT NULL,
	`external_id` text NOT NULL,
	`line_id` text NOT NULL,
	`order_line_id` text NOT NULL,
	`listing` text NOT NULL,
	`sku` text NOT NULL,
	`pack_quantity` integer NOT NULL,
	`wanted` integer NOT NULL,
	`told` integer NOT NULL,
	`amounts` text,
	PRIMARY KEY(`connector_id`, `external_id`, `line_id`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `platform_lines_by_line` ON `platform_lines` (`order_line_id`);--> statement-breakpoint
CREATE TABLE `platform_orders` (
	`connector_id` text NOT NULL,
	`external_id` text NOT NULL,
	`number` text,
	`order_id` text,
	`changed_at` integer,
	`placed_at` integer,
	`due_at` integer,
	`asked` integer NOT NULL,
	`attempts` integer NOT NULL,
	`applied_at` integer,
	`amounts` text,
	`source` text,
	PRIMARY KEY(`connector_id`, `external_id`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `platform_orders_due` ON `platform_orders` (`connector_id`,`due_at`) WHERE due_at is not null;--> statement-breakpoint
CREATE UNIQUE INDEX `platform_orders_by_order` ON `platform_orders` (`order_id`) WHERE order_id is not null;--> statement-breakpoint
ALTER TABLE `connectors` ADD `orders_since` integer;--> statement-breakpoint
ALTER TABLE `connectors` ADD `lag_aware` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `listings` ADD `lag_buffer` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `orders` ADD `awaits` text;