import "server-only";
import { hash } from "node:crypto";
import type { FactSums, TableSums } from "@/lib/domain/archive/archive-manifest";
import { ownTypeFact } from "@/lib/domain/archived-spans";
import { plus, subtractDecimals } from "@/lib/domain/decimal";
import { requestFact, uploadFact } from "@/lib/domain/facts";
import { GENERIC_EVENT_TYPE } from "@/lib/domain/meters";

type Row = Readonly<Record<string, unknown>>;
type Counted = { fact: string; quantity: unknown; duration: unknown };

/** Counts the lines of a data file by what they say, to be compared with what the database said of its rows. */
export class LineTally {
  private rows = 0;
  private digest = 0n;
  private readonly facts = new Map<string, FactSums>();

  constructor(private readonly table: string) {}

  add(line: string): void {
    this.rows += 1;
    this.digest += BigInt(`0x${hash("sha256", line, "hex").slice(0, 15)}`);
    const row: Row = Object(JSON.parse(line));
    const { fact, quantity, duration } = counted(this.table, row);
    const sums = this.facts.get(fact) ?? { rows: 0, events: 0, quantity: "0", duration_ms: "0" };
    const isCorrection = row.sign === -1;
    this.facts.set(fact, {
      rows: sums.rows + 1,
      events: sums.events + (isCorrection ? -1 : 1),
      quantity: signed(sums.quantity, quantity, isCorrection),
      duration_ms: signed(sums.duration_ms, duration, isCorrection),
    });
  }

  sums(): TableSums {
    return { rows: this.rows, digest: this.digest.toString(), facts: Object.fromEntries(this.facts) };
  }
}

function counted(table: string, row: Row): Counted {
  if (table === "file_uploads")
    return { fact: uploadFact(String(row.upload_status)), quantity: row.file_size, duration: null };
  if (table === "api_requests") {
    const status = typeof row.status_code === "number" ? row.status_code : null;
    return { fact: requestFact(status), quantity: row.bytes, duration: row.response_time_ms };
  }
  const generic = row.type === GENERIC_EVENT_TYPE && typeof row.usage_type === "string";
  const fact = generic ? String(row.usage_type) : ownTypeFact(String(row.type));
  return { fact, quantity: row.quantity, duration: null };
}

function signed(sum: string, value: unknown, isCorrection: boolean): string {
  if (typeof value !== "string") return sum;
  return isCorrection ? subtractDecimals(sum, value) : plus(sum, value);
}
