import "server-only";
import type { Context } from "@/db/context";
import {
  countRow,
  EMPTY_TALLY,
  type EventStatus,
  type ImportTally,
  type RowOutcome,
  rowOutcome,
} from "@/lib/domain/files/import-tally";
import { BATCH_SIZE, recordEvents } from "@/lib/services/events/record-events";
import { rolledBack } from "@/lib/services/imports/rolled-back";

/** A line that was kept out, and why. */
export type RefusedRow = { line: number; outcome: RowOutcome; code: string; reason: string };
type Refusal = { code: string; reason: string };
type PendingRow = { line: number; events: readonly unknown[] };
type EventResult = Refusal & { status: EventStatus };
type Options = {
  dryRun: boolean;
  /** Called before anything is written. */
  begin: () => Promise<void>;
  onRefused: (row: RefusedRow) => Promise<void>;
};

/** Writes rows in chunks, one of them on its way while the next is read, and counts what became of each row. */
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
    if (this.events + events.length > BATCH_SIZE) await this.flush();
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
    await this.writing;
    const rows = this.rows;
    this.rows = [];
    this.events = 0;
    if (rows.length === 0) return;
    if (!this.writing) await this.options.begin();
    this.writing = this.write(rows);
    // Its failure is thrown by the next flush; until then nobody waits for it.
    this.writing.catch(() => {});
  }

  private async write(rows: readonly PendingRow[]): Promise<void> {
    const results = await this.record(rows.flatMap((row) => row.events));
    let next = 0;
    for (const row of rows) {
      const own = results.slice(next, next + row.events.length);
      next += row.events.length;
      await this.count(row.line, own);
    }
  }

  private async count(line: number, results: readonly EventResult[]): Promise<void> {
    const statuses = results.map((result) => result.status);
    const outcome = rowOutcome(statuses);
    this.tally = countRow(this.tally, outcome, statuses);
    const refused = results.find((result) => result.status === outcome);
    if (refused && (outcome === "rejected" || outcome === "conflict")) {
      await this.options.onRefused({ line, outcome, code: refused.code, reason: refused.reason });
    }
  }

  private async record(events: readonly unknown[]): Promise<EventResult[]> {
    const { dryRun } = this.options;
    const answer = dryRun
      ? await rolledBack(this.context.db, (db) => recordEvents({ ...this.context, db }, events))
      : await recordEvents(this.context, events);
    const results = events.map((): EventResult => ({ status: "accepted", code: "", reason: "" }));
    for (const { index, status, code, detail } of answer.results) {
      results[index] = { status, code: code ?? status, reason: detail ?? "" };
    }
    return results;
  }
}
