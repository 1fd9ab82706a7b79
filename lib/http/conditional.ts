import { createHash } from "node:crypto";

/**
 * Answers with JSON and its tag, or with 304 where the caller has the same already. The tag is of what the answer
 * says, without when it was read: whatever changes a number, a name or a setting in it, changes the tag. Where the
 * version of what it was made of is known, that stands beside it, so that the next time nothing needs to be read.
 */
export function conditional(
  request: Request,
  body: unknown,
  headers: Record<string, string>,
  version: string | null = null,
): Response {
  const text = JSON.stringify(body);
  const content = contentHash(text, body);
  const told = taggedHeaders(headers, version === null ? content : `${content}.${version}`);
  if (knownTags(request).some((tag) => tag === "*" || tag.split(".")[0] === content))
    return new Response(null, { status: 304, headers: told });
  return new Response(text, { headers: { ...told, "content-type": "application/json" } });
}

/** 304 where the caller's answer is of the same version; undefined where it has to be made. */
export function unchanged(
  request: Request,
  version: string | null,
  headers: Record<string, string>,
): Response | undefined {
  const tag = knownTags(request).find((one) => version !== null && one.split(".")[1] === version);
  return tag === undefined
    ? undefined
    : new Response(null, { status: 304, headers: taggedHeaders(headers, tag) });
}

/** A version as it stands in a tag: of what an answer is made of, the question, who asks, and the running build. */
export function versionOf(parts: readonly unknown[]): string {
  return shortHash(createHash("sha256").update(JSON.stringify(parts)));
}

/** Weak, since an answer that says the same may have been read later. */
function taggedHeaders(headers: Record<string, string>, tag: string): Record<string, string> {
  return { ...headers, etag: `W/"${tag}"`, vary: "authorization, cookie" };
}

function contentHash(text: string, body: unknown): string {
  const read = readAt(body);
  // Where the two are not found, nothing is left out: then the tag only differs more often.
  const at = read === undefined ? -1 : text.indexOf(read);
  const hash = createHash("sha256");
  if (read === undefined || at < 0) hash.update(text);
  else hash.update(text.slice(0, at)).update(text.slice(at + read.length));
  return shortHash(hash);
}

const shortHash = (hash: ReturnType<typeof createHash>) => hash.digest("base64url").slice(0, 27);

/** When an answer was read, as it stands in its text. */
function readAt(body: unknown): string | undefined {
  if (typeof body !== "object" || body === null || !("meta" in body)) return undefined;
  const { meta } = body;
  if (typeof meta !== "object" || meta === null || !("as_of" in meta) || !("complete_until" in meta))
    return undefined;
  const { as_of, complete_until } = meta;
  return JSON.stringify({ as_of, complete_until }).slice(1, -1);
}

/** The tags that the caller sent, weak or not, without their quotes; `*` is any. */
function knownTags(request: Request): string[] {
  const sent = request.headers.get("if-none-match")?.split(",") ?? [];
  return sent.map((tag) =>
    tag
      .trim()
      .replace(/^W\//, "")
      .replace(/^"(.*)"$/, "$1"),
  );
}
