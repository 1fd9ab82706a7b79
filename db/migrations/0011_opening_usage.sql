CREATE TABLE "opening_usage" (
	"organization_id" uuid NOT NULL,
	"fact" text collate "C" NOT NULL,
	"usage_date" date NOT NULL,
	"team_id" text collate "C" DEFAULT '' NOT NULL,
	"provider" text collate "C" DEFAULT '' NOT NULL,
	"file_type" text collate "C" DEFAULT '' NOT NULL,
	"bucket_start" timestamp with time zone NOT NULL,
	"event_count" bigint NOT NULL,
	"quantity" numeric NOT NULL,
	"quantity_count" bigint NOT NULL,
	"source" text NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "opening_usage_pkey" PRIMARY KEY("organization_id","fact","usage_date","team_id","provider","file_type"),
	CONSTRAINT "opening_usage_quantity_check" CHECK ("opening_usage"."quantity" <> 'NaN'),
	CONSTRAINT "opening_usage_event_count_check" CHECK ("opening_usage"."event_count" >= 0 and "opening_usage"."quantity_count" >= 0)
);
--> statement-breakpoint
ALTER TABLE "meters" ADD COLUMN "backfill" jsonb;--> statement-breakpoint
ALTER TABLE "opening_usage" ADD CONSTRAINT "opening_usage_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
-- Written by hand: row-level security, grants, and what the views count.
alter table opening_usage enable row level security;
--> statement-breakpoint
alter table opening_usage force row level security;
--> statement-breakpoint
create policy tenant on opening_usage to meterline_app
  using (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid)
  with check (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);
--> statement-breakpoint
create policy operator on opening_usage to meterline_operator using (true) with check (true);
--> statement-breakpoint
-- A row is taken away and loaded again, never changed.
grant select, insert, delete on opening_usage to meterline_app, meterline_operator;
--> statement-breakpoint
comment on table opening_usage is 'Usage from before the events: sums per day that were loaded without events. The rollups and the views hourly_usage, daily_usage and monthly_usage count them; here they can be told apart.';
--> statement-breakpoint
comment on view hourly_usage is 'Uploads and requests per hour in UTC, exact. Opening usage (see opening_usage) stands in the hour that holds noon of its day.';
--> statement-breakpoint
comment on view daily_usage is 'Uploads and requests per day in UTC, exact. Opening usage (see opening_usage) is in it.';
--> statement-breakpoint
comment on view monthly_usage is 'Uploads and requests per month in UTC, exact. Opening usage (see opening_usage) is in it.';
