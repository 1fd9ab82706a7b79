CREATE TABLE "rollup_day_providers" (
	"organization_id" uuid NOT NULL,
	"fact" text collate "C" NOT NULL,
	"provider" text collate "C" DEFAULT '' NOT NULL,
	"usage_date" date NOT NULL,
	"event_count" bigint NOT NULL,
	"quantity" numeric NOT NULL,
	"quantity_count" bigint NOT NULL,
	"duration_ms" numeric NOT NULL,
	"duration_count" bigint NOT NULL,
	CONSTRAINT "rollup_day_providers_pkey" PRIMARY KEY("organization_id","fact","usage_date","provider")
);
--> statement-breakpoint
CREATE TABLE "rollup_day_totals" (
	"organization_id" uuid NOT NULL,
	"fact" text collate "C" NOT NULL,
	"usage_date" date NOT NULL,
	"event_count" bigint NOT NULL,
	"quantity" numeric NOT NULL,
	"quantity_count" bigint NOT NULL,
	"duration_ms" numeric NOT NULL,
	"duration_count" bigint NOT NULL,
	CONSTRAINT "rollup_day_totals_pkey" PRIMARY KEY("organization_id","fact","usage_date")
);
--> statement-breakpoint
CREATE TABLE "rollup_quarter_totals" (
	"organization_id" uuid NOT NULL,
	"fact" text collate "C" NOT NULL,
	"bucket_start" timestamp with time zone NOT NULL,
	"usage_date" date NOT NULL,
	"event_count" bigint NOT NULL,
	"quantity" numeric NOT NULL,
	"quantity_count" bigint NOT NULL,
	"duration_ms" numeric NOT NULL,
	"duration_count" bigint NOT NULL,
	CONSTRAINT "rollup_quarter_totals_pkey" PRIMARY KEY("organization_id","fact","bucket_start")
);
--> statement-breakpoint
-- Written by hand: row-level security and grants.
do $$
declare
  t text;
  tenant constant text := 'nullif(current_setting(''app.organization_id'', true), '''')::uuid';
begin
  foreach t in array array['rollup_day_providers', 'rollup_day_totals', 'rollup_quarter_totals'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I to meterline_app using (organization_id = %s) with check (organization_id = %2$s)', t, tenant);
    execute format('create policy operator on %I to meterline_operator using (true) with check (true)', t);
  end loop;
end $$;
--> statement-breakpoint
grant select, insert, update, delete on rollup_day_providers, rollup_day_totals, rollup_quarter_totals
  to meterline_app, meterline_operator;
--> statement-breakpoint
-- Written by hand: days that were rolled up before these tables existed are due again, so that none is missing there.
set local role meterline_operator;
--> statement-breakpoint
insert into dirty_days (organization_id, usage_date) select distinct organization_id, usage_date from rollup_days;
--> statement-breakpoint
set local role none;
