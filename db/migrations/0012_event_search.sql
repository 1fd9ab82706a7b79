ALTER TABLE "usage_events" ADD COLUMN "trace_id" text GENERATED ALWAYS AS (left(properties ->> 'trace_id', 512)) STORED;--> statement-breakpoint
CREATE INDEX "api_requests_source_id_idx" ON "api_requests" USING btree ("organization_id","source_id" text_pattern_ops) WHERE octet_length(source_id) <= 2000;--> statement-breakpoint
CREATE INDEX "api_requests_correction_idx" ON "api_requests" USING btree ("organization_id","requested_at") WHERE "api_requests"."sign" = -1;--> statement-breakpoint
CREATE INDEX "file_uploads_source_id_idx" ON "file_uploads" USING btree ("organization_id","source_id" text_pattern_ops) WHERE octet_length(source_id) <= 2000;--> statement-breakpoint
CREATE INDEX "file_uploads_correction_idx" ON "file_uploads" USING btree ("organization_id","uploaded_at") WHERE "file_uploads"."sign" = -1;--> statement-breakpoint
CREATE INDEX "usage_events_source_id_idx" ON "usage_events" USING btree ("organization_id","source_id" text_pattern_ops) WHERE octet_length(source_id) <= 2000;--> statement-breakpoint
CREATE INDEX "usage_events_correction_idx" ON "usage_events" USING btree ("organization_id","occurred_at") WHERE "usage_events"."sign" = -1;--> statement-breakpoint
CREATE INDEX "usage_events_trace_id_idx" ON "usage_events" USING btree ("organization_id","trace_id" text_pattern_ops) WHERE "usage_events"."trace_id" is not null;