CREATE TABLE "rejected_events" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"status" text NOT NULL,
	"code" text,
	"detail" text NOT NULL,
	"source" text,
	"source_id" text,
	"event" text,
	"times_received" integer NOT NULL,
	"first_received_at" timestamp with time zone NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	CONSTRAINT "rejected_events_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "rejected_events_status_check" CHECK ("rejected_events"."status" in ('rejected', 'conflict'))
);
--> statement-breakpoint
ALTER TABLE "rejected_events" ADD CONSTRAINT "rejected_events_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "rejected_events_received_at_idx" ON "rejected_events" USING btree ("organization_id","received_at","id");--> statement-breakpoint
-- Written by hand: row-level security and grants.
alter table rejected_events enable row level security;
--> statement-breakpoint
alter table rejected_events force row level security;
--> statement-breakpoint
create policy tenant on rejected_events to meterline_app
  using (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid)
  with check (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);
--> statement-breakpoint
create policy operator on rejected_events to meterline_operator using (true) with check (true);
--> statement-breakpoint
grant select, insert, update, delete on rejected_events to meterline_app, meterline_operator;
