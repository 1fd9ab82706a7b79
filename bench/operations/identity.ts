import { bareInserts, insertsWithKeys, inTransactions } from "../bare-insert";
import type { Bench, Operation } from "../bench";
import { inTurn, side } from "../measure";
import { toRow } from "../report";

const BATCH = 1000;

/** What strict identity costs by itself: a bare insert with and without claiming each event's identity. */
export const identity: Operation = async ({ pool, largest, samples, rounds }: Bench) => {
  const run = (statements: ReturnType<typeof bareInserts>) => inTransactions(pool, [statements]);
  const withKeys = side({ prepare: () => insertsWithKeys(largest.id, samples.take(BATCH)), run });
  const without = side({ prepare: () => bareInserts(largest.id, samples.take(BATCH)), run });
  const [ours, limit] = await inTurn([withKeys, without], rounds * 4);
  const operation = "strict identity alone: bare insert of 1,000 rows and their keys";
  return [toRow({ operation, ours, limit: { name: "without keys", times: limit }, items: BATCH })];
};
