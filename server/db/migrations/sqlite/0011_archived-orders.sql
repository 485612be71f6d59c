CREATE TABLE `archived_orders` (
	`channel` text NOT NULL,
	`external_id` text NOT NULL,
	`order_id` text NOT NULL,
	PRIMARY KEY(`channel`, `external_id`)
) STRICT;
