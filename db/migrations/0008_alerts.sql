CREATE TABLE "alert_deliveries" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"alert_id" uuid,
	"channel" text NOT NULL,
	"destination_id" uuid,
	"recipient" text NOT NULL,
	"message" jsonb NOT NULL,
	"state" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp with time zone,
	"last_error" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"delivered_at" timestamp with time zone,
	CONSTRAINT "alert_deliveries_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "alert_deliveries_state_check" CHECK ("alert_deliveries"."state" in ('pending', 'delivered', 'failed')),
	CONSTRAINT "alert_deliveries_channel_check" CHECK ("alert_deliveries"."channel" in ('in_app', 'log', 'email', 'slack', 'webhook'))
);
--> statement-breakpoint
CREATE TABLE "alert_destinations" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"channel" text NOT NULL,
	"name" text NOT NULL,
	"address" text NOT NULL,
	"secret" text,
	"enabled" boolean DEFAULT true NOT NULL,
	"disabled_reason" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "alert_destinations_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "alert_destinations_channel_check" CHECK ("alert_destinations"."channel" in ('email', 'slack', 'webhook'))
);
--> statement-breakpoint
CREATE TABLE "alert_reads" (
	"organization_id" uuid NOT NULL,
	"alert_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"read_at" timestamp with time zone NOT NULL,
	CONSTRAINT "alert_reads_organization_id_alert_id_user_id_pk" PRIMARY KEY("organization_id","alert_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "alert_rules" (
	"organization_id" uuid NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"limit_of" text,
	"usage_type" text,
	"team_id" text,
	"period" text NOT NULL,
	"thresholds" numeric[] NOT NULL,
	"channels" text[] NOT NULL,
	"enabled" boolean DEFAULT true NOT NULL,
	"built_in" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "alert_rules_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "alert_rules_kind_check" CHECK ("alert_rules"."kind" in ('quota_share', 'usage', 'spend', 'rise', 'forecast', 'anomaly')),
	CONSTRAINT "alert_rules_period_check" CHECK ("alert_rules"."period" in ('day', 'month', 'billing_period')),
	CONSTRAINT "alert_rules_limit_of_check" CHECK ("alert_rules"."limit_of" in ('quota', 'budget'))
);
--> statement-breakpoint
CREATE TABLE "alerts" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"rule_id" text NOT NULL,
	"rule_name" text NOT NULL,
	"kind" text NOT NULL,
	"level" text NOT NULL,
	"usage_type" text NOT NULL,
	"team_id" text,
	"unit" text NOT NULL,
	"period" text NOT NULL,
	"period_start" timestamp with time zone NOT NULL,
	"period_end" timestamp with time zone NOT NULL,
	"threshold" numeric NOT NULL,
	"base" numeric,
	"value_at_crossing" numeric NOT NULL,
	"value_now" numeric NOT NULL,
	"notified" boolean NOT NULL,
	"triggered_at" timestamp with time zone NOT NULL,
	"recovered_at" timestamp with time zone,
	"recrossed_at" timestamp with time zone,
	"acknowledged_at" timestamp with time zone,
	"acknowledged_by" text,
	CONSTRAINT "alerts_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "alerts_level_check" CHECK ("alerts"."level" in ('warning', 'critical', 'exceeded')),
	CONSTRAINT "alerts_threshold_check" CHECK ("alerts"."threshold" <> 'NaN'),
	CONSTRAINT "alerts_base_check" CHECK ("alerts"."base" <> 'NaN'),
	CONSTRAINT "alerts_value_at_crossing_check" CHECK ("alerts"."value_at_crossing" <> 'NaN'),
	CONSTRAINT "alerts_value_now_check" CHECK ("alerts"."value_now" <> 'NaN')
);
--> statement-breakpoint
CREATE TABLE "budgets" (
	"organization_id" uuid NOT NULL,
	"period" text NOT NULL,
	"amount" numeric NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "budgets_organization_id_period_pk" PRIMARY KEY("organization_id","period"),
	CONSTRAINT "budgets_period_check" CHECK ("budgets"."period" in ('day', 'month', 'billing_period')),
	CONSTRAINT "budgets_amount_check" CHECK ("budgets"."amount" >= 0 and "budgets"."amount" <> 'NaN')
);
--> statement-breakpoint
CREATE TABLE "quota_claims" (
	"organization_id" uuid NOT NULL,
	"usage_type" text NOT NULL,
	"period" text NOT NULL,
	"id" uuid NOT NULL,
	"quantity" numeric NOT NULL,
	"claimed_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "quota_claims_organization_id_usage_type_period_id_pk" PRIMARY KEY("organization_id","usage_type","period","id"),
	CONSTRAINT "quota_claims_quantity_check" CHECK ("quota_claims"."quantity" > 0 and "quota_claims"."quantity" <> 'NaN')
);
--> statement-breakpoint
CREATE TABLE "quota_ledgers" (
	"organization_id" uuid NOT NULL,
	"usage_type" text NOT NULL,
	"period" text NOT NULL,
	"period_start" timestamp with time zone NOT NULL,
	"seen_used" numeric NOT NULL,
	CONSTRAINT "quota_ledgers_organization_id_usage_type_period_pk" PRIMARY KEY("organization_id","usage_type","period"),
	CONSTRAINT "quota_ledgers_seen_used_check" CHECK ("quota_ledgers"."seen_used" <> 'NaN')
);
--> statement-breakpoint
CREATE TABLE "quotas" (
	"organization_id" uuid NOT NULL,
	"usage_type" text NOT NULL,
	"period" text NOT NULL,
	"limit" numeric,
	"hard" boolean DEFAULT false NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "quotas_organization_id_usage_type_period_pk" PRIMARY KEY("organization_id","usage_type","period"),
	CONSTRAINT "quotas_period_check" CHECK ("quotas"."period" in ('day', 'month', 'billing_period')),
	CONSTRAINT "quotas_limit_check" CHECK ("quotas"."limit" >= 0 and "quotas"."limit" <> 'NaN')
);
--> statement-breakpoint
ALTER TABLE "alert_deliveries" ADD CONSTRAINT "alert_deliveries_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_destinations" ADD CONSTRAINT "alert_destinations_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_reads" ADD CONSTRAINT "alert_reads_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_reads" ADD CONSTRAINT "alert_reads_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_rules" ADD CONSTRAINT "alert_rules_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budgets" ADD CONSTRAINT "budgets_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quota_claims" ADD CONSTRAINT "quota_claims_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quota_ledgers" ADD CONSTRAINT "quota_ledgers_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quotas" ADD CONSTRAINT "quotas_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "alert_deliveries_alert_id_idx" ON "alert_deliveries" USING btree ("organization_id","alert_id");--> statement-breakpoint
CREATE INDEX "alert_deliveries_due_idx" ON "alert_deliveries" USING btree ("next_attempt_at") WHERE state = 'pending';--> statement-breakpoint
CREATE UNIQUE INDEX "alerts_crossing_key" ON "alerts" USING btree ("organization_id","rule_id","usage_type","period","period_start","threshold");--> statement-breakpoint
CREATE INDEX "alerts_triggered_at_idx" ON "alerts" USING btree ("organization_id","triggered_at","id");--> statement-breakpoint
-- Written by hand: row-level security and grants.
do $$
declare
  t text;
  tenant constant text := 'nullif(current_setting(''app.organization_id'', true), '''')::uuid';
begin
  foreach t in array array[
    'quotas', 'budgets', 'quota_ledgers', 'quota_claims', 'alert_rules', 'alerts', 'alert_reads', 'alert_destinations',
    'alert_deliveries'
  ] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I to meterline_app using (organization_id = %s) with check (organization_id = %2$s)',
      t, tenant);
    execute format('create policy operator on %I to meterline_operator using (true) with check (true)', t);
  end loop;
end $$;
--> statement-breakpoint
grant select, insert, update, delete on quotas, budgets, quota_ledgers, quota_claims, alert_rules, alerts, alert_reads,
  alert_destinations, alert_deliveries to meterline_app, meterline_operator;
