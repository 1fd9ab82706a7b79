import { systemContext } from "@/lib/auth/tenant";
import { type UsageEventsQuery, usageEvents } from "@/lib/contracts/usage-events";
import { encodeCursor } from "@/lib/services/usage-events/events-cursor";
import { listUsageEvents } from "@/lib/services/usage-events/list-usage-events";
import type { Operation } from "../bench";
import { DAYS, END } from "../generated-rows";
import { inTurn, side } from "../measure";
import { toRow } from "../report";

const PAGES = 30;
const FIRST_ID = "00000000-0000-0000-0000-000000000000";

/** Pages of all events: the first one with its total, by cursor from there, by cursor at any depth, and by number. */
export const eventsPage: Operation = async ({ database: { db }, largest, rounds }) => {
  const context = { ...(await systemContext(db, largest.id)), now: END };
  const page = async (query: Record<string, string>) =>
    (await listUsageEvents(context, parse({ limit: "50", ...query }))).pagination;
  let cursor: string | null = null;
  const next = async () => {
    cursor = (await page(cursor ? { cursor } : {})).next_cursor;
  };
  const deep = { prepare: () => cursorAt(Math.random() * DAYS), run: (cursor: string) => page({ cursor }) };
  const measured = async (run: () => Promise<unknown>, times: number) =>
    (await inTurn([{ run }], times, 3))[0];
  const first = await measured(() => page({}), rounds * 3);
  const following = await measured(next, PAGES);
  const [anywhere] = await inTurn([side(deep)], PAGES, 3);
  const numbered = await measured(() => page({ page: "200" }), rounds);
  return [
    toRow({ operation: "events, first page of 50, counted", ours: first, goal: { ms: 10 } }),
    toRow({ operation: `events, ${PAGES} pages down by cursor`, ours: following, goal: { ms: 10 } }),
    toRow({ operation: "events, by cursor at any depth", ours: anywhere, goal: { ms: 10 } }),
    toRow({ operation: "events, page 200 by its number", ours: numbered }),
  ];
};

/** As a page that ended so many days before the last event gives it. */
function cursorAt(days: number): string {
  const at = new Date(END.getTime() - days * 86_400_000).toISOString().replace("Z", "000Z");
  const total = { items: 0, exact: true };
  return encodeCursor(parse({ limit: "50" }), { page: 2, total, after: { at, id: FIRST_ID, amount: null } });
}

function parse(query: Record<string, string>): UsageEventsQuery {
  const parsed = usageEvents.query?.parse(query);
  if (!parsed) throw new Error("The list takes a query.");
  return parsed;
}
