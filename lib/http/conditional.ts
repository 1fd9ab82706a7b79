import { createHash } from "node:crypto";

/**
 * Answers with JSON and its tag, or with 304 where the caller has the same already. The tag is of what the answer
 * says, without when it was read: whatever changes a number, a name or a setting in it, changes the tag.
 */
export function conditional(request: Request, body: unknown, headers: Record<string, string>): Response {
  const text = JSON.stringify(body);
  const tag = entityTag(text, body);
  const told = { ...headers, etag: tag, vary: "authorization, cookie" };
  if (knows(request.headers.get("if-none-match"), tag))
    return new Response(null, { status: 304, headers: told });
  return new Response(text, { headers: { ...told, "content-type": "application/json" } });
}

/** Weak, since an answer that says the same may have been read later. */
function entityTag(text: string, body: unknown): string {
  const read = readAt(body);
  // Where the two are not found, nothing is left out: then the tag only differs more often.
  const at = read === undefined ? -1 : text.indexOf(read);
  const hash = createHash("sha256");
  if (read === undefined || at < 0) hash.update(text);
  else hash.update(text.slice(0, at)).update(text.slice(at + read.length));
  return `W/"${hash.digest("base64url").slice(0, 27)}"`;
}

/** When an answer was read, as it stands in its text. */
function readAt(body: unknown): string | undefined {
  if (typeof body !== "object" || body === null || !("meta" in body)) return undefined;
  const { meta } = body;
  if (typeof meta !== "object" || meta === null || !("as_of" in meta) || !("complete_until" in meta))
    return undefined;
  const { as_of, complete_until } = meta;
  return JSON.stringify({ as_of, complete_until }).slice(1, -1);
}

/** Whether a list of tags holds one, weak or not; `*` is any. */
function knows(sent: string | null, tag: string): boolean {
  if (sent === null) return false;
  const strong = (one: string) => one.trim().replace(/^W\//, "");
  return sent.split(",").some((one) => one.trim() === "*" || strong(one) === strong(tag));
}
