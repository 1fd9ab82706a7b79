import "server-only";
import { createHash } from "node:crypto";
import type { ShownSeries } from "@/lib/domain/fold";
import { InvalidInput } from "@/lib/domain/invalid-input";

/** Where a page of series ended: the total and key of its last one. */
type Position = Pick<ShownSeries, "total" | "key">;

const DECIMAL = /^-?\d{1,200}(\.\d{1,200})?$/;

/** What a cursor belongs to: the same question, whatever the page. */
function fingerprint(question: Record<string, unknown>): string {
  const { after: _after, page_size: _size, ...rest } = question;
  const entries = Object.entries(rest).filter(([, value]) => value !== undefined);
  const text = JSON.stringify(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  return createHash("sha256").update(text).digest("base64url").slice(0, 16);
}

/** An opaque cursor after a series; it only continues the question it came from. */
export function encodeCursor(question: Record<string, unknown>, { total, key }: Position): string {
  return Buffer.from(JSON.stringify([fingerprint(question), total, key])).toString("base64url");
}

/** Reads a cursor back; one of another question or of other making is refused. */
export function decodeCursor(question: Record<string, unknown>, cursor: string): Position {
  const [of, total, key] = parse(cursor);
  const isTotal = total === null || (typeof total === "string" && DECIMAL.test(total));
  if (typeof of !== "string" || !isTotal || typeof key !== "string")
    throw new InvalidInput("invalid_parameter", "after", "is not a cursor that this endpoint gave");
  if (of !== fingerprint(question))
    throw new InvalidInput("invalid_parameter", "after", "belongs to a question with other parameters");
  return { total, key };
}

function parse(cursor: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
}
