CREATE TABLE "identities" (
	"user_id" text PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"issuer" text,
	"subject" text,
	CONSTRAINT "identities_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "oidc_sign_ins" (
	"cookie_hash" text PRIMARY KEY NOT NULL,
	"state" text,
	"nonce" text NOT NULL,
	"verifier" text NOT NULL,
	"expires_at" bigint NOT NULL,
	"code_hash" text,
	"user_id" text
);
--> statement-breakpoint
CREATE TABLE "tries" (
	"subject" text PRIMARY KEY NOT NULL,
	"failures" bigint NOT NULL,
	"last_at" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "api_tokens" ADD COLUMN "scopes" jsonb;--> statement-breakpoint
ALTER TABLE "api_tokens" ADD COLUMN "expires_at" bigint;--> statement-breakpoint
ALTER TABLE "api_tokens" ADD COLUMN "last_used_at" bigint;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "ended_at" bigint;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "ended_position" bigint;--> statement-breakpoint
ALTER TABLE "identities" ADD CONSTRAINT "identities_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "identities_by_subject" ON "identities" USING btree ("issuer","subject");--> statement-breakpoint
CREATE INDEX "oidc_sign_ins_by_time" ON "oidc_sign_ins" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "tries_by_time" ON "tries" USING btree ("last_at");--> statement-breakpoint
CREATE INDEX "sessions_by_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sessions_by_device" ON "sessions" USING btree ("device_id");--> statement-breakpoint
ALTER TABLE "users" DROP COLUMN "failures";--> statement-breakpoint
ALTER TABLE "users" DROP COLUMN "last_failure_at";