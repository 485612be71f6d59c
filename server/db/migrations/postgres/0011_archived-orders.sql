CREATE TABLE "archived_orders" (
	"channel" text NOT NULL,
	"external_id" text NOT NULL,
	"order_id" text NOT NULL,
	CONSTRAINT "archived_orders_channel_external_id_pk" PRIMARY KEY("channel","external_id")
);
