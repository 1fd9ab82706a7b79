ALTER TABLE "meters" ADD COLUMN "group_by" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "meters" ADD COLUMN "description" text;