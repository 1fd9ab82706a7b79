import type { Context } from "@/db/context";
import { type UsageEvents, usageEvents } from "@/lib/contracts/usage-events";
import { listUsageEvents } from "@/lib/services/usage-events/list-usage-events";
import { recordFixture } from "@/lib/testing/factories";
import { request, upload, usage } from "@/lib/testing/usage-events";

/** Asks as a caller does, in query strings, and parses the answer with the contract. */
export async function askEvents(context: Context, query: Record<string, string> = {}): Promise<UsageEvents> {
  const parsed = usageEvents.query?.parse(query);
  if (!parsed) throw new Error("The list takes a query.");
  return usageEvents.response.parse(await listUsageEvents(context, parsed));
}

/** Two uploads (one failed), two requests, tokens and compute, a minute apart from each other. */
export async function recordMixed(context: Context) {
  return recordFixture(context, [
    upload("2026-11-18T10:00:00Z", {
      ...{ file_size: 700, team_id: "web", provider: "aws", file_type: "image/png" },
    }),
    upload("2026-11-18T10:01:00Z", { upload_status: "failed", file_size: 50 }),
    request("2026-11-18T10:02:00Z", { bytes: 300, team_id: "web" }, "ann"),
    request("2026-11-18T10:03:00Z", { status_code: 500 }, "bob"),
    usage("2026-11-18T10:04:00Z", "ai_tokens", 25, { team_id: "app", direction: "input", user_id: "u1" }),
    usage("2026-11-18T10:05:00Z", "compute", "90", { session_id: "s1" }),
  ]);
}
