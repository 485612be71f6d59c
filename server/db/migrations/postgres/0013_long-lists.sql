DROP INDEX "exceptions_by_state";--> statement-breakpoint
DROP INDEX "orders_by_status";--> statement-breakpoint
CREATE INDEX "exceptions_by_rank" ON "exceptions" USING btree ("warehouse","state",(case severity when 'severe' then 0 when 'high' then 1 when 'medium' then 2 else 3 end),"opened_at","id");--> statement-breakpoint
CREATE INDEX "lots_by_expiry" ON "lots" USING btree ((case when expires_on is null then '9999-12-31' else expires_on end),"sku","lot");--> statement-breakpoint
CREATE INDEX "lots_by_receipt" ON "lots" USING btree ("received_at","sku","lot");--> statement-breakpoint
CREATE INDEX "orders_by_age" ON "orders" USING btree ("warehouse","id");--> statement-breakpoint
CREATE INDEX "orders_by_due" ON "orders" USING btree ("warehouse",(case when ship_by is null then '9999-12-31' else ship_by end),"id");--> statement-breakpoint
CREATE INDEX "exceptions_by_state" ON "exceptions" USING btree ("warehouse","state","opened_at","id");--> statement-breakpoint
CREATE INDEX "orders_by_status" ON "orders" USING btree ("warehouse","status","id");