import "server-only";
import { createHash } from "node:crypto";
import { InvalidInput } from "@/lib/domain/invalid-input";
import type { EventPosition } from "@/lib/selectors/events/select-usage-events";

/** Where a page ended, and what the first page found in all: later pages need not count again. */
export type EventsCursor = { page: number; total: EventTotal; after: EventPosition };
export type EventTotal = { items: number; exact: boolean };

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/;
const DECIMAL = /^-?\d{1,200}(\.\d{1,200})?$/;

/** What a cursor belongs to: the same filters in the same order, whatever the page. */
function fingerprint(question: Record<string, unknown>): string {
  const { cursor: _cursor, page: _page, limit: _limit, ...rest } = question;
  const entries = Object.entries(rest).filter(([, value]) => value !== undefined);
  const text = JSON.stringify(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  return createHash("sha256").update(text).digest("base64url").slice(0, 16);
}

/** An opaque cursor behind an event; it only continues the question it came from. */
export function encodeCursor(
  question: Record<string, unknown>,
  { page, total, after }: EventsCursor,
): string {
  const parts = [fingerprint(question), page, total.items, total.exact, after.at, after.id, after.amount];
  return Buffer.from(JSON.stringify(parts)).toString("base64url");
}

/** Reads a cursor back; one of another question or of other making is refused. */
export function decodeCursor(question: Record<string, unknown>, cursor: string): EventsCursor {
  const [of, page, items, exact, at, id, amount] = parse(cursor);
  const isPlace = isText(at, INSTANT) && isText(id, UUID) && !Number.isNaN(Date.parse(at));
  const isAmount = amount === null || isText(amount, DECIMAL);
  if (!isPlace || !isAmount || !isCount(page) || !isCount(items) || typeof exact !== "boolean")
    throw new InvalidInput("invalid_parameter", "cursor", "is not a cursor that this endpoint gave");
  if (of !== fingerprint(question))
    throw new InvalidInput("invalid_parameter", "cursor", "belongs to a question with other parameters");
  return { page, total: { items, exact }, after: { at, id, amount } };
}

const isText = (value: unknown, pattern: RegExp): value is string =>
  typeof value === "string" && pattern.test(value);
const isCount = (value: unknown): value is number => typeof value === "number" && Number.isSafeInteger(value);

function parse(cursor: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
}
