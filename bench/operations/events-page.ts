import { systemContext } from "@/lib/auth/tenant";
import { usageEvents } from "@/lib/contracts/usage-events";
import { listUsageEvents } from "@/lib/services/usage-events/list-usage-events";
import type { Operation } from "../bench";
import { END } from "../generated-rows";
import { inTurn } from "../measure";
import { toRow } from "../report";

const PAGES = 30;

/** Pages of the events by cursor: every round asks for one further down. */
export const eventsPage: Operation = async ({ database: { db }, largest, rounds }) => {
  const context = { ...(await systemContext(db, largest.id)), now: END };
  let cursor: string | null = null;
  const next = async () => {
    const query = usageEvents.query?.parse({ limit: "50", ...(cursor ? { cursor } : {}) });
    if (!query) throw new Error("The list takes a query.");
    cursor = (await listUsageEvents(context, query)).pagination.next_cursor;
  };
  const [first] = await inTurn([{ prepare: () => (cursor = null), run: next }], rounds, 2);
  cursor = null;
  const [deep] = await inTurn([{ run: next }], PAGES, 2);
  return [
    toRow({ operation: "events, first page of 50, counted", ours: first }),
    toRow({ operation: `events, ${PAGES} pages down by cursor`, ours: deep, goal: { ms: 10 } }),
  ];
};
