CREATE TABLE "adjustments" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"amount" numeric,
	"percent" numeric,
	"reason" text NOT NULL,
	"valid_from" timestamp with time zone NOT NULL,
	"valid_until" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "adjustments_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "adjustments_kind_check" CHECK (case "adjustments"."kind" when 'credit' then "adjustments"."amount" is not null and "adjustments"."percent" is null
        when 'discount' then "adjustments"."percent" is not null and "adjustments"."amount" is null else false end),
	CONSTRAINT "adjustments_amount_check" CHECK ("adjustments"."amount" > 0 and "adjustments"."amount" <> 'NaN'),
	CONSTRAINT "adjustments_percent_check" CHECK ("adjustments"."percent" > 0 and "adjustments"."percent" <= 100 and "adjustments"."percent" <> 'NaN')
);
--> statement-breakpoint
CREATE TABLE "plans" (
	"organization_id" uuid NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"description" text,
	"position" smallint NOT NULL,
	"quotas" jsonb NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "plans_organization_id_key_pk" PRIMARY KEY("organization_id","key")
);
--> statement-breakpoint
CREATE TABLE "prices" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"plan_key" text,
	"usage_type" text NOT NULL,
	"valid_from" timestamp with time zone NOT NULL,
	"terms" jsonb,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "prices_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "prices_terms_check" CHECK (jsonb_typeof("prices"."terms") = 'object')
);
--> statement-breakpoint
CREATE TABLE "subscriptions" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"plan_key" text NOT NULL,
	"valid_from" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "subscriptions_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
ALTER TABLE "adjustments" ADD CONSTRAINT "adjustments_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "prices" ADD CONSTRAINT "prices_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "adjustments_valid_from_idx" ON "adjustments" USING btree ("organization_id","valid_from");--> statement-breakpoint
CREATE INDEX "prices_valid_from_idx" ON "prices" USING btree ("organization_id","valid_from");--> statement-breakpoint
CREATE INDEX "subscriptions_valid_from_idx" ON "subscriptions" USING btree ("organization_id","valid_from");--> statement-breakpoint
-- Written by hand: row-level security and grants. Versions are appended and never updated: the grants say so too.
do $$
declare
  t text;
  tenant constant text := 'nullif(current_setting(''app.organization_id'', true), '''')::uuid';
begin
  foreach t in array array['plans', 'prices', 'subscriptions', 'adjustments'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I to meterline_app using (organization_id = %s) with check (organization_id = %2$s)',
      t, tenant);
    execute format('create policy operator on %I to meterline_operator using (true) with check (true)', t);
  end loop;
end $$;
--> statement-breakpoint
grant select, insert, update, delete on plans to meterline_app, meterline_operator;
--> statement-breakpoint
grant select, insert, delete on prices, subscriptions, adjustments to meterline_app, meterline_operator;
--> statement-breakpoint
-- Written by hand: organizations that were there before plans get what new ones begin with (lib/domain/plans.ts).
set local role meterline_operator;
--> statement-breakpoint
insert into plans (organization_id, key, name, description, position, quotas)
select o.id, p.key, p.name, p.description, p.position, (
  select jsonb_agg(jsonb_build_object('usageType', q.usage_type, 'limit', (q.quota * p.quota_scale)::text,
    'period', 'billing_period', 'hard', false))
  from (values ('api', 100000), ('bandwidth', 10000000000), ('file_uploads', 1000), ('storage', 10000000000),
    ('storage_hours', 5000), ('compute', 36000), ('database', 1000000), ('functions', 100000), ('ai_tokens', 1000000)
  ) q (usage_type, quota))
from organizations o
cross join (values ('free', 'Free', 'Pay for what you use', 0, 1), ('starter', 'Starter', 'For first products', 1, 10),
  ('pro', 'Pro', 'For products that grow', 2, 100), ('enterprise', 'Enterprise', 'Without limits', 3, null)
) p (key, name, description, position, quota_scale);
--> statement-breakpoint
insert into prices (organization_id, id, plan_key, usage_type, valid_from, terms)
select o.id, gen_random_uuid(), p.key, m.usage_type, '2000-01-01T00:00:00Z', jsonb_build_object('currency', o.currency,
  'per', m.per, 'included', (m.included * p.scale)::text, 'minimumAmount', null, 'maximumAmount', null,
  'chargeZero', true) || m.model
from organizations o
cross join (values ('free', 0, '0'), ('starter', 1, '20'), ('pro', 10, '100'), ('enterprise', 150, '1000')) p (key, scale, fee)
cross join lateral (values
  ('api', '1', 100000, '{"model": "unit", "unitAmount": "0.0001"}'::jsonb),
  ('storage_hours', '1', 5000, '{"model": "unit", "unitAmount": "0.001"}'),
  ('bandwidth', '1000000000', 100000000000, '{"model": "unit", "unitAmount": "0.01"}'),
  ('compute', '3600', 72000, '{"model": "unit", "unitAmount": "0.05"}'),
  ('database', '1', 500000, '{"model": "unit", "unitAmount": "0.00001"}'),
  ('functions', '1', 25000, '{"model": "unit", "unitAmount": "0.0002"}'),
  ('credits', '1', 100000, '{"model": "package", "amount": "20", "packageSize": "500000", "freeUnits": "0"}'),
  ('plan_fee', '1', 0, jsonb_build_object('model', 'flat', 'amount', p.fee))
) m (usage_type, per, included, model)
where m.usage_type <> 'plan_fee' or p.fee <> '0';
--> statement-breakpoint
insert into subscriptions (organization_id, id, plan_key, valid_from)
select id, gen_random_uuid(), 'free', '2000-01-01T00:00:00Z' from organizations;
--> statement-breakpoint
set local role none;
