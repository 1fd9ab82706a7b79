CREATE TABLE "staged_events" (
	"organization_id" uuid NOT NULL,
	"load_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"part" smallint NOT NULL,
	"id" uuid,
	"fingerprint" bigint,
	"kind" smallint,
	"at" timestamp with time zone,
	"source" text,
	"source_id" text,
	"team_id" text,
	"api_key_id" text,
	"subject" text,
	"provider" text,
	"properties" jsonb,
	"file_type" text,
	"size" bigint,
	"upload_status" text,
	"file_name" text,
	"endpoint" text,
	"method" text,
	"status_code" integer,
	"response_time_ms" numeric,
	"error_message" text,
	"type" text,
	"usage_type" text,
	"quantity" numeric,
	"user_id" text,
	"session_id" text,
	"fact" text,
	"fact_quantity" numeric,
	"fact_duration_ms" numeric,
	"staged_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "staged_events_organization_id_load_id_n_part_pk" PRIMARY KEY("organization_id","load_id","n","part"),
	CONSTRAINT "staged_events_numbers_check" CHECK ("staged_events"."response_time_ms" <> 'NaN' and "staged_events"."quantity" <> 'NaN' and "staged_events"."fact_quantity" <> 'NaN'
        and "staged_events"."fact_duration_ms" <> 'NaN')
);
--> statement-breakpoint
-- Written by hand. Enabled, not forced: `copy` is refused where row-level security holds, and only the owner copies.
alter table staged_events set unlogged;
--> statement-breakpoint
alter table staged_events enable row level security;
--> statement-breakpoint
create policy tenant on staged_events to meterline_app
  using (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid)
  with check (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);
--> statement-breakpoint
create policy operator on staged_events to meterline_operator using (true) with check (true);
--> statement-breakpoint
grant select, delete on staged_events to meterline_app, meterline_operator;
