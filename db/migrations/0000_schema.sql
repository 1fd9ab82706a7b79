CREATE TABLE "api_requests" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"source" text NOT NULL,
	"source_id" text NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"sign" smallint DEFAULT 1 NOT NULL,
	"team_id" text,
	"api_key_id" text,
	"subject" text,
	"provider" text,
	"requested_at" timestamp with time zone NOT NULL,
	"endpoint" text NOT NULL,
	"method" text,
	"status_code" integer,
	"response_time_ms" numeric,
	"bytes" bigint,
	"error_message" text,
	"properties" jsonb,
	CONSTRAINT "api_requests_organization_id_requested_at_id_pk" PRIMARY KEY("organization_id","requested_at","id"),
	CONSTRAINT "api_requests_sign_check" CHECK ("api_requests"."sign" in (1, -1)),
	CONSTRAINT "api_requests_response_time_ms_check" CHECK ("api_requests"."response_time_ms" >= 0 and "api_requests"."response_time_ms" <> 'NaN'),
	CONSTRAINT "api_requests_bytes_check" CHECK ("api_requests"."bytes" >= 0)
) PARTITION BY RANGE ("requested_at"); -- by hand: the schema language has no partitions
--> statement-breakpoint
CREATE TABLE "event_keys" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"fingerprint" bigint NOT NULL,
	"kind" smallint NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	CONSTRAINT "event_keys_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "file_uploads" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"source" text NOT NULL,
	"source_id" text NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"sign" smallint DEFAULT 1 NOT NULL,
	"team_id" text,
	"api_key_id" text,
	"subject" text,
	"provider" text,
	"uploaded_at" timestamp with time zone NOT NULL,
	"file_type" text,
	"file_size" bigint,
	"upload_status" text NOT NULL,
	"file_name" text,
	"properties" jsonb,
	CONSTRAINT "file_uploads_organization_id_uploaded_at_id_pk" PRIMARY KEY("organization_id","uploaded_at","id"),
	CONSTRAINT "file_uploads_sign_check" CHECK ("file_uploads"."sign" in (1, -1)),
	CONSTRAINT "file_uploads_file_size_check" CHECK ("file_uploads"."file_size" >= 0)
) PARTITION BY RANGE ("uploaded_at"); -- by hand: the schema language has no partitions
--> statement-breakpoint
CREATE TABLE "imports" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"file" text NOT NULL,
	"source" text NOT NULL,
	"kind" text NOT NULL,
	"shift_weeks" integer DEFAULT 0 NOT NULL,
	"read_rows" bigint NOT NULL,
	"accepted_rows" bigint NOT NULL,
	"skipped_rows" bigint NOT NULL,
	"rejected_rows" bigint NOT NULL,
	"stored_events" bigint NOT NULL,
	"finished_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "imports_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "usage_events" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"source" text NOT NULL,
	"source_id" text NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"sign" smallint DEFAULT 1 NOT NULL,
	"team_id" text,
	"api_key_id" text,
	"subject" text,
	"provider" text,
	"occurred_at" timestamp with time zone NOT NULL,
	"type" text NOT NULL,
	"usage_type" text,
	"quantity" numeric,
	"file_type" text,
	"user_id" text,
	"session_id" text,
	"properties" jsonb,
	CONSTRAINT "usage_events_organization_id_occurred_at_id_pk" PRIMARY KEY("organization_id","occurred_at","id"),
	CONSTRAINT "usage_events_sign_check" CHECK ("usage_events"."sign" in (1, -1)),
	CONSTRAINT "usage_events_quantity_check" CHECK ("usage_events"."quantity" <> 'NaN')
) PARTITION BY RANGE ("occurred_at"); -- by hand: the schema language has no partitions
--> statement-breakpoint
CREATE TABLE "accounts" (
	"provider" text NOT NULL,
	"provider_account_id" text NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "accounts_provider_provider_account_id_pk" PRIMARY KEY("provider","provider_account_id")
);
--> statement-breakpoint
CREATE TABLE "api_key_hashes" (
	"hash" "bytea" PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"api_key_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "api_keys" (
	"organization_id" uuid NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"last_four" text NOT NULL,
	"scopes" text[] NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"last_used_at" timestamp with time zone,
	CONSTRAINT "api_keys_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "memberships_organization_id_user_id_pk" PRIMARY KEY("organization_id","user_id"),
	CONSTRAINT "memberships_role_check" CHECK ("memberships"."role" in ('member', 'finance', 'admin', 'owner'))
);
--> statement-breakpoint
CREATE TABLE "password_resets" (
	"token_hash" "bytea" PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "user_sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"user_agent" text,
	"ip_address" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text,
	"session_version" integer DEFAULT 1 NOT NULL,
	"operator" boolean DEFAULT false NOT NULL,
	"failed_sign_ins" integer DEFAULT 0 NOT NULL,
	"locked_until" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "meters" (
	"organization_id" uuid NOT NULL,
	"key" text NOT NULL,
	"display_name" text NOT NULL,
	"unit" text NOT NULL,
	"aggregation" text NOT NULL,
	"event_type" text NOT NULL,
	"value_property" text,
	"built_in" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "meters_organization_id_key_pk" PRIMARY KEY("organization_id","key"),
	CONSTRAINT "meters_aggregation_check" CHECK ("meters"."aggregation" in ('sum', 'count', 'avg', 'min', 'max', 'unique_count', 'latest'))
);
--> statement-breakpoint
CREATE TABLE "organization_slugs" (
	"slug" text PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "organizations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"customer_id" text,
	"timezone" text DEFAULT 'UTC' NOT NULL,
	"week_start" text DEFAULT 'monday' NOT NULL,
	"currency" text DEFAULT 'USD' NOT NULL,
	"billing_anchor_day" smallint DEFAULT 1 NOT NULL,
	"retention_days" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "organizations_week_start_check" CHECK ("organizations"."week_start" in ('monday', 'sunday')),
	CONSTRAINT "organizations_billing_anchor_day_check" CHECK ("organizations"."billing_anchor_day" between 1 and 31)
);
--> statement-breakpoint
CREATE TABLE "teams" (
	"organization_id" uuid NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "teams_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "dirty_days" (
	"organization_id" uuid NOT NULL,
	"usage_date" date NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	CONSTRAINT "dirty_days_organization_id_usage_date_id_pk" PRIMARY KEY("organization_id","usage_date","id")
);
--> statement-breakpoint
CREATE TABLE "rollup_days" (
	"organization_id" uuid NOT NULL,
	"fact" text collate "C" NOT NULL,
	"team_id" text collate "C" DEFAULT '' NOT NULL,
	"provider" text collate "C" DEFAULT '' NOT NULL,
	"file_type" text collate "C" DEFAULT '' NOT NULL,
	"usage_date" date NOT NULL,
	"event_count" bigint NOT NULL,
	"quantity" numeric NOT NULL,
	"quantity_count" bigint NOT NULL,
	"duration_ms" numeric NOT NULL,
	"duration_count" bigint NOT NULL,
	CONSTRAINT "rollup_days_pkey" PRIMARY KEY("organization_id","fact","usage_date","team_id","provider","file_type")
);
--> statement-breakpoint
CREATE TABLE "rollup_quarter_hours" (
	"organization_id" uuid NOT NULL,
	"fact" text collate "C" NOT NULL,
	"team_id" text collate "C" DEFAULT '' NOT NULL,
	"provider" text collate "C" DEFAULT '' NOT NULL,
	"file_type" text collate "C" DEFAULT '' NOT NULL,
	"bucket_start" timestamp with time zone NOT NULL,
	"event_count" bigint NOT NULL,
	"quantity" numeric NOT NULL,
	"quantity_count" bigint NOT NULL,
	"duration_ms" numeric NOT NULL,
	"duration_count" bigint NOT NULL,
	CONSTRAINT "rollup_quarter_hours_pkey" PRIMARY KEY("organization_id","fact","bucket_start","team_id","provider","file_type")
);
--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_key_hashes" ADD CONSTRAINT "api_key_hashes_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "password_resets" ADD CONSTRAINT "password_resets_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_sessions" ADD CONSTRAINT "user_sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meters" ADD CONSTRAINT "meters_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organization_slugs" ADD CONSTRAINT "organization_slugs_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "teams" ADD CONSTRAINT "teams_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "imports_source_idx" ON "imports" USING btree ("organization_id","source");--> statement-breakpoint
CREATE INDEX "accounts_user_id_idx" ON "accounts" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "memberships_user_id_idx" ON "memberships" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "password_resets_user_id_idx" ON "password_resets" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "user_sessions_user_id_idx" ON "user_sessions" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "users_email_key" ON "users" USING btree (lower("email"));