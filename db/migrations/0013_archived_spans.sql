CREATE TABLE "archived_spans" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"reason" text NOT NULL,
	"span_start" timestamp with time zone NOT NULL,
	"span_end" timestamp with time zone NOT NULL,
	"row_count" bigint NOT NULL,
	"contents" jsonb NOT NULL,
	"manifest" text,
	"manifest_hash" "bytea",
	"archived_at" timestamp with time zone NOT NULL,
	"restored_at" timestamp with time zone,
	CONSTRAINT "archived_spans_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "archived_spans_reason_check" CHECK ("archived_spans"."reason" in ('archive', 'retention')),
	CONSTRAINT "archived_spans_span_check" CHECK ("archived_spans"."span_start" < "archived_spans"."span_end")
);
--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "events_kept_from" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "archived_spans" ADD CONSTRAINT "archived_spans_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "archived_spans_span_start_idx" ON "archived_spans" USING btree ("organization_id","span_start");
--> statement-breakpoint
-- Written by hand: row-level security and grants.
alter table archived_spans enable row level security;
--> statement-breakpoint
alter table archived_spans force row level security;
--> statement-breakpoint
create policy tenant on archived_spans to meterline_app
  using (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid)
  with check (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);
--> statement-breakpoint
create policy operator on archived_spans to meterline_operator using (true) with check (true);
--> statement-breakpoint
grant select, insert, update, delete on archived_spans to meterline_app, meterline_operator;
