import { timed } from "@/lib/timing";

/**
 * Watches the queries of a pool's connection: the request that each belongs to is told how long it took, and a
 * connection whose `begin` failed goes back to its pool. COPY and cursors answer as streams: not watched.
 */
export function watchQueries(client: object): void {
  const query: unknown = Reflect.get(client, "query");
  if (typeof query !== "function") return;
  const watched = (...sent: unknown[]): unknown => {
    const answer: unknown = query.apply(client, sent);
    if (!(answer instanceof Promise)) return answer;
    if (isBegin(sent[0])) answer.catch(() => giveBack(client));
    return timed("db", () => answer);
  };
  Reflect.set(client, "query", watched);
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
