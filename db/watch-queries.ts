import { isUnknownStatement, named } from "@/db/prepared";
import { timed } from "@/lib/timing";

/** Whether statements that are marked so are prepared on a pool's connections; ends where the server forgets them. */
export type Preparing = { prepares: boolean };

/**
 * Watches the queries of a pool's connection: the request that each belongs to is told how long it took, one that is
 * marked as prepared gets its name, and a connection whose `begin` failed goes back to its pool. COPY and cursors
 * answer as streams: not watched.
 */
export function watchQueries(client: object, preparing: Preparing): void {
  const query: unknown = Reflect.get(client, "query");
  if (typeof query !== "function") return;
  const watched = ([first, ...others]: unknown[]): unknown => {
    // A pool's own shortcut gives a function to call: it is no transaction, and those are not repeated.
    const prepares = preparing.prepares && typeof others.at(-1) !== "function";
    const statement = prepares ? named(first) : first;
    const answer: unknown = query.call(client, statement, ...others);
    if (!(answer instanceof Promise)) return answer;
    if (statement !== first)
      answer.catch((error: unknown) => {
        if (isUnknownStatement(error)) preparing.prepares = false;
      });
    if (isBegin(first)) answer.catch(() => giveBack(client));
    return timed("db", () => answer);
  };
  Reflect.set(client, "query", (...sent: unknown[]) => watched(sent));
}

function isBegin(sent: unknown): boolean {
  const text: unknown = typeof sent === "object" && sent !== null ? Reflect.get(sent, "text") : sent;
  return typeof text === "string" && /^begin\b/i.test(text);
}

/**
 * drizzle keeps a connection that is lost at the `begin` of a transaction: the pool would have one less for ever, and
 * its end would wait for that one.
 */
function giveBack(client: object): void {
  const release: unknown = Reflect.get(client, "release");
  if (typeof release === "function") release.call(client, true);
}
