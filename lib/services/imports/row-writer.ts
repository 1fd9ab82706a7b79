import "server-only";
import type { Db } from "@/db/client";
import type { Context } from "@/db/context";
import {
  countRow,
  EMPTY_TALLY,
  type ImportTally,
  type RowOutcome,
  rowOutcome,
} from "@/lib/domain/files/import-tally";
import type { EventResult } from "@/lib/services/events/event-results";
import { recordEvents } from "@/lib/services/events/record-events";
import { BULK_SIZE, type Store, stageEvents } from "@/lib/services/events/stage-events";
import { rolledBack } from "@/lib/services/imports/rolled-back";

/** A line that was kept out, and why. */
export type RefusedRow = { line: number; outcome: RowOutcome; code: string; reason: string };
type PendingRow = { line: number; events: readonly unknown[] };
type Options = {
  dryRun: boolean;
  /** Called before anything is written. */
  begin: () => Promise<void>;
  onRefused: (row: RefusedRow) => Promise<void>;
};

/** Writes rows in chunks, one of them being stored while the next is read, and counts what became of each row. */
export class RowWriter {
  tally: ImportTally = EMPTY_TALLY;
  private rows: PendingRow[] = [];
  private events = 0;
  private writing: Promise<void> | undefined;

  constructor(
    private readonly context: Context,
    private readonly options: Options,
  ) {}

  async add(line: number, events: readonly unknown[]): Promise<void> {
    if (this.events + events.length > BULK_SIZE) await this.flush();
    this.rows.push({ line, events });
    this.events += events.length;
  }

  skip(): void {
    this.tally = countRow(this.tally, "skipped", []);
  }

  async reject(line: number, reason: string): Promise<void> {
    this.tally = countRow(this.tally, "rejected", []);
    await this.options.onRefused({ line, outcome: "rejected", code: "invalid_row", reason });
  }

  /** Waits until every row is written. */
  async finish(): Promise<void> {
    await this.flush();
    await this.writing;
  }

  private async flush(): Promise<void> {
    const rows = this.rows;
    this.rows = [];
    this.events = 0;
    if (rows.length > 0 && !this.writing) await this.options.begin();
    const store = rows.length > 0 ? await this.stage(rows.flatMap((row) => row.events)) : undefined;
    await this.writing;
    if (!store) return;
    this.writing = this.write(rows, store);
    // Its failure is thrown by the next flush; until then nobody waits for it.
    this.writing.catch(() => {});
  }

  private async write(rows: readonly PendingRow[], store: Store): Promise<void> {
    const results = await store();
    let next = 0;
    for (const row of rows) {
      const own = results.slice(next, next + row.events.length);
      next += row.events.length;
      const refused = this.count(own);
      if (refused) await this.options.onRefused({ line: row.line, ...refused });
    }
  }

  /** Counts a row by what became of its events; answers why it was kept out. */
  private count(results: readonly EventResult[]): Omit<RefusedRow, "line"> | undefined {
    const statuses = results.map((result) => result.status);
    const outcome = rowOutcome(statuses);
    this.tally = countRow(this.tally, outcome, statuses);
    if (outcome !== "rejected" && outcome !== "conflict") return undefined;
    const refused = results.find((result) => result.status === outcome);
    return { outcome, code: refused?.code ?? outcome, reason: refused?.detail ?? "" };
  }

  private async stage(events: readonly unknown[]): Promise<Store> {
    if (!this.options.dryRun) return stageEvents(this.context, events);
    const record = (db: Db) => recordEvents({ ...this.context, db }, events, { verbose: true });
    return async () => (await rolledBack(this.context.db, record)).results;
  }
}
