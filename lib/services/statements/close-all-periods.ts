import "server-only";
import type { Db } from "@/db/client";
import { organizations } from "@/db/schema";
import { asOperator } from "@/db/scope";
import { systemContext } from "@/lib/auth/tenant";
import { closePeriods } from "@/lib/services/statements/close-periods";
import { noteCorrections } from "@/lib/services/statements/note-corrections";

type Counts = { closed_periods: number; corrections: number };

/**
 * Closes every organization's due periods, and notes what came late for those that are closed; says how many. One that
 * cannot be closed holds up no other: what failed is told at the end.
 */
export async function closeAllPeriods(db: Db): Promise<Counts> {
  const counts: Counts = { closed_periods: 0, corrections: 0 };
  const failures: unknown[] = [];
  const all = await asOperator(db, (tx) => tx.select({ id: organizations.id }).from(organizations));
  for (const { id } of all) {
    try {
      const context = await systemContext(db, id);
      counts.closed_periods += (await closePeriods(context)).length;
      counts.corrections += await noteCorrections(context);
    } catch (error) {
      failures.push(
        new Error(`The periods of the organization ${id} could not be closed.`, { cause: error }),
      );
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} organizations failed.`);
  return counts;
}
