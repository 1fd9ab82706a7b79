import { createHash } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import { failureCode } from "@/lib/errors";

const MARK = "/* prepared */";
const MOST_NAMES = 100;

/**
 * Marks a statement that is sent again and again with the same text: every connection has it parsed and planned once.
 * Only for texts of which there are few.
 */
export const prepared = (statement: SQL): SQL => sql`${sql.raw(MARK)} ${statement}`;

const names = new Map<string, string>();

/** A marked statement with the name under which it is prepared: its own hash, so that a name means one text everywhere. */
export function named(statement: unknown): unknown {
  if (typeof statement !== "object" || statement === null) return statement;
  const text: unknown = Reflect.get(statement, "text");
  if (typeof text !== "string" || !text.startsWith(MARK)) return statement;
  const name = names.get(text) ?? `m_${createHash("sha256").update(text).digest("hex").slice(0, 32)}`;
  if (names.size < MOST_NAMES) names.set(text, name);
  return { ...statement, name };
}

const UNKNOWN_OR_TAKEN = new Set(["26000", "42P05"]);

/** What a pooler answers that hands the statements of one client to changing connections. */
export function isUnknownStatement(error: unknown): boolean {
  return UNKNOWN_OR_TAKEN.has(failureCode(error));
}
