CREATE TABLE "device_contacts" (
	"device_id" text PRIMARY KEY NOT NULL,
	"contact_at" bigint NOT NULL,
	"unsent" bigint,
	"oldest_unsent_at" bigint,
	"app_version" text
);
--> statement-breakpoint
ALTER TABLE "streams" ADD COLUMN "previous_seq" bigint;--> statement-breakpoint
ALTER TABLE "device_contacts" ADD CONSTRAINT "device_contacts_device_id_devices_id_fk" FOREIGN KEY ("device_id") REFERENCES "public"."devices"("id") ON DELETE no action ON UPDATE no action;