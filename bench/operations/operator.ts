import { sql } from "drizzle-orm";
import { asOperator } from "@/db/scope";
import type { Operation } from "../bench";
import { DAYS } from "../generated-rows";
import { inTurn } from "../measure";
import { toRow } from "../report";

/** The usage of every organization over the whole year: an operator's statement, in the operator's role. */
export const operator: Operation = async ({ database: { db }, rounds }) => {
  const ours = () =>
    asOperator(db, (tx) =>
      tx.execute(sql`
        select organization_id, fact, sum(event_count), sum(quantity) from rollup_day_totals group by 1, 2`),
    );
  const [times] = await inTurn([{ run: ours }], rounds * 4, 3);
  return [
    toRow({ operation: `all organizations, ${DAYS} days (statement)`, ours: times, goal: { ms: 100 } }),
  ];
};
