CREATE TABLE "spend_corrections" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"statement" integer NOT NULL,
	"usage_type" text NOT NULL,
	"currency" text NOT NULL,
	"quantity" numeric NOT NULL,
	"billable_quantity" numeric NOT NULL,
	"amount" numeric NOT NULL,
	"noticed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "spend_corrections_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "spend_corrections_quantity_check" CHECK ("spend_corrections"."quantity" <> 'NaN'),
	CONSTRAINT "spend_corrections_billable_quantity_check" CHECK ("spend_corrections"."billable_quantity" <> 'NaN'),
	CONSTRAINT "spend_corrections_amount_check" CHECK ("spend_corrections"."amount" <> 'NaN')
);
--> statement-breakpoint
CREATE TABLE "statements" (
	"organization_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"period_start" timestamp with time zone NOT NULL,
	"period_end" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone NOT NULL,
	"currency" text NOT NULL,
	"total" numeric NOT NULL,
	"bill" jsonb NOT NULL,
	"keys" jsonb NOT NULL,
	"book" jsonb NOT NULL,
	CONSTRAINT "statements_organization_id_number_pk" PRIMARY KEY("organization_id","number"),
	CONSTRAINT "statements_total_check" CHECK ("statements"."total" <> 'NaN'),
	CONSTRAINT "statements_period_check" CHECK ("statements"."period_start" < "statements"."period_end")
);
--> statement-breakpoint
ALTER TABLE "spend_corrections" ADD CONSTRAINT "spend_corrections_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statements" ADD CONSTRAINT "statements_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "spend_corrections_noticed_at_idx" ON "spend_corrections" USING btree ("organization_id","noticed_at");--> statement-breakpoint
CREATE INDEX "spend_corrections_statement_idx" ON "spend_corrections" USING btree ("organization_id","statement");--> statement-breakpoint
CREATE UNIQUE INDEX "statements_period_start_key" ON "statements" USING btree ("organization_id","period_start");
--> statement-breakpoint
-- Written by hand: row-level security and grants. Nothing changes a statement; only operators delete, with the organization.
alter table statements enable row level security;
--> statement-breakpoint
alter table statements force row level security;
--> statement-breakpoint
create policy tenant on statements to meterline_app
  using (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid)
  with check (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);
--> statement-breakpoint
create policy operator on statements to meterline_operator using (true) with check (true);
--> statement-breakpoint
grant select, insert on statements to meterline_app;
--> statement-breakpoint
grant select, insert, delete on statements to meterline_operator;
--> statement-breakpoint
alter table spend_corrections enable row level security;
--> statement-breakpoint
alter table spend_corrections force row level security;
--> statement-breakpoint
create policy tenant on spend_corrections to meterline_app
  using (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid)
  with check (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);
--> statement-breakpoint
create policy operator on spend_corrections to meterline_operator using (true) with check (true);
--> statement-breakpoint
grant select, insert on spend_corrections to meterline_app;
--> statement-breakpoint
grant select, insert, delete on spend_corrections to meterline_operator;
