import { text, timestamp } from "drizzle-orm/pg-core";

/** An instant. */
export const at = (name: string) => timestamp(name, { withTimezone: true });

export const createdAt = () => at("created_at").notNull().defaultNow();

/** What a limit is counted over: day, month or billing period. */
export const period = () => text("period").notNull();
