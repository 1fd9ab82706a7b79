import "server-only";
import type { Db } from "@/db/client";

class RollBack extends Error {}

/** What a write would answer: it is written, read and taken back. */
export async function rolledBack<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  const answers: T[] = [];
  await db
    .transaction(async (tx) => {
      answers.push(await work(tx));
      throw new RollBack();
    })
    .catch((error: unknown) => {
      if (!(error instanceof RollBack)) throw error;
    });
  const [answer] = answers;
  if (answer === undefined) throw new Error("A transaction ended without its answer.");
  return answer;
}
