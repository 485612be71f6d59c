DROP INDEX `edi_documents_to_do`;--> statement-breakpoint
CREATE INDEX `edi_documents_by_state` ON `edi_documents` (`connector_id`,`state`,`at`);--> statement-breakpoint
DROP INDEX `confirmations_due`;--> statement-breakpoint
CREATE INDEX `confirmations_due` ON `confirmations` (`connector_id`,`state`,`next_at`);