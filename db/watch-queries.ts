import { isUnknownStatement, named } from "@/db/prepared";
import { timed } from "@/lib/timing";

/** Whether statements that are marked so are prepared on a pool's connections; ends where the server forgets them. */
export type Preparing = { prepares: boolean };
type Query = (...sent: unknown[]) => unknown;

/**
 * Watches the queries of a pool's connection: the request that each belongs to is told how long it took, one that is
 * marked as prepared gets its name, and `begin` waits for what follows it. COPY answers as a stream, and the pool's own
 * shortcut calls a function back: both are no part of a transaction, and pass unchanged.
 */
export function watchQueries(client: object, preparing: Preparing): void {
  const query: unknown = Reflect.get(client, "query");
  if (typeof query !== "function") return;
  const send: Query = (...sent) => query.apply(client, sent);
  const ask = beginLater((first, ...others) => {
    const statement = preparing.prepares ? named(first) : first;
    const answer = send(statement, ...others);
    if (answer instanceof Promise && statement !== first)
      answer.catch((error: unknown) => {
        if (isUnknownStatement(error)) preparing.prepares = false;
      });
    return answer;
  });
  Reflect.set(client, "query", (...sent: unknown[]): unknown => {
    const isPromised = textOf(sent[0]) !== undefined && typeof sent.at(-1) !== "function";
    return isPromised ? timed("db", async () => ask(...sent)) : send(...sent);
  });
}

/**
 * Sends `begin` together with the statement that follows it, where that has no values: one way to the database less
 * for every transaction. And `begin` never fails by itself: drizzle would keep a connection that is lost then, so that
 * the pool had one less for ever and its end waited for it.
 */
function beginLater(send: Query): Query {
  let begin: string | undefined;
  return async (first, ...others) => {
    const text = textOf(first) ?? "";
    if (/^begin\b/i.test(text)) {
      begin = text;
      return { rows: [], rowCount: null };
    }
    if (begin === undefined) return send(first, ...others);
    const opening = begin;
    begin = undefined;
    if (/^(commit|rollback)\b/i.test(text)) return { rows: [], rowCount: null };
    if (hasValues(first, others)) {
      await send(opening);
      return send(first, ...others);
    }
    const both = `${opening}; ${text}`;
    return lastOf(await send(typeof first === "object" ? { ...first, text: both } : both, ...others));
  };
}

function textOf(sent: unknown): string | undefined {
  const text: unknown = typeof sent === "object" && sent !== null ? Reflect.get(sent, "text") : sent;
  const isStream = typeof sent === "object" && sent !== null && "submit" in sent;
  return typeof text === "string" && !isStream ? text : undefined;
}

function hasValues(sent: unknown, others: readonly unknown[]): boolean {
  const own: unknown = typeof sent === "object" && sent !== null ? Reflect.get(sent, "values") : undefined;
  return [own, others[0]].some((values) => Array.isArray(values) && values.length > 0);
}

/** Several statements in one text answer with a list. */
const lastOf = (answer: unknown): unknown => (Array.isArray(answer) ? answer.at(-1) : answer);
