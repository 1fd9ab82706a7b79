CREATE TABLE "corrected_months" (
	"organization_id" uuid NOT NULL,
	"month" date NOT NULL,
	CONSTRAINT "corrected_months_organization_id_month_pk" PRIMARY KEY("organization_id","month")
);
--> statement-breakpoint
CREATE TABLE "rollup_revisions" (
	"organization_id" uuid PRIMARY KEY NOT NULL,
	"revision" uuid DEFAULT gen_random_uuid() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "corrected_months" ADD CONSTRAINT "corrected_months_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rollup_revisions" ADD CONSTRAINT "rollup_revisions_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
-- Written by hand: row-level security and grants.
alter table corrected_months enable row level security;
--> statement-breakpoint
alter table corrected_months force row level security;
--> statement-breakpoint
create policy tenant on corrected_months to meterline_app
  using (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid)
  with check (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);
--> statement-breakpoint
create policy operator on corrected_months to meterline_operator using (true) with check (true);
--> statement-breakpoint
grant select, insert, delete on corrected_months to meterline_app, meterline_operator;
--> statement-breakpoint
alter table rollup_revisions enable row level security;
--> statement-breakpoint
alter table rollup_revisions force row level security;
--> statement-breakpoint
create policy tenant on rollup_revisions to meterline_app
  using (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid)
  with check (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);
--> statement-breakpoint
create policy operator on rollup_revisions to meterline_operator using (true) with check (true);
--> statement-breakpoint
grant select, insert, update, delete on rollup_revisions to meterline_app, meterline_operator;
--> statement-breakpoint
-- Written by hand: the corrections that are there already, and those that archives may bring back.
set local role meterline_operator;
--> statement-breakpoint
insert into corrected_months (organization_id, month)
select organization_id, date_trunc('month', uploaded_at at time zone 'UTC')::date from file_uploads where sign = -1
union select organization_id, date_trunc('month', requested_at at time zone 'UTC')::date from api_requests where sign = -1
union select organization_id, date_trunc('month', occurred_at at time zone 'UTC')::date from usage_events where sign = -1
union select organization_id, month::date
from archived_spans, generate_series(date_trunc('month', span_start at time zone 'UTC'),
  (span_end at time zone 'UTC') - interval '1 second', interval '1 month') month
where reason = 'archive';
--> statement-breakpoint
set local role none;
