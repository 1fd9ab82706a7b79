import { withTimes } from "@/lib/timing";

/** Every query of a request adds to the time that the database took: counts instead. */
class Counted extends Map<string, number> {
  statements = 0;

  override set(part: string, milliseconds: number): this {
    if (part === "db") this.statements += 1;
    return super.set(part, milliseconds);
  }
}

/** How many statements some work sends to the database, those that begin and end its transaction among them. */
export async function countStatements(work: () => Promise<unknown>): Promise<number> {
  const counted = new Counted();
  await withTimes(counted, work);
  return counted.statements;
}
