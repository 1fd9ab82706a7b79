import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { InvalidInput } from "@/lib/domain/invalid-input";
import { isTimeZone } from "@/lib/domain/time-zones";

/** A zone must be known here, where days are made, and in the database, where they are stored. */
export async function refuseUnknownTimeZone(db: Db, timezone: string): Promise<void> {
  if (timezone === "UTC") return;
  const zone = sql`select name from pg_timezone_names where name = ${timezone}`;
  if (!isTimeZone(timezone) || (await db.execute(zone)).rows.length === 0)
    throw new InvalidInput(
      "unknown_time_zone",
      "timezone",
      "must be an IANA time zone such as Europe/Berlin",
    );
}
