const MAX_DEPTH = 16;

/** Half of a character that needs two. */
const BROKEN = /\p{Surrogate}/u;

/** Whether Postgres can keep a text: it takes neither zero bytes nor halves of surrogate pairs. */
export function isStorable(text: string): boolean {
  return !text.includes("\0") && !BROKEN.test(text);
}

/**
 * JSON with sorted keys: the same content gives the same text, however the sender ordered it.
 * Null when it nests too deeply or holds text that cannot be stored.
 */
export function canonicalJson(value: unknown, depth = 0): string | null {
  if (typeof value === "string") return isStorable(value) ? JSON.stringify(value) : null;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  if (depth >= MAX_DEPTH) return null;
  const members: string[] = [];
  for (const [key, member] of entries(value)) {
    const text = canonicalJson(member, depth + 1);
    if (text === null || (key !== null && !isStorable(key))) return null;
    members.push(key === null ? text : `${JSON.stringify(key)}:${text}`);
  }
  return Array.isArray(value) ? `[${members.join(",")}]` : `{${members.join(",")}}`;
}

function entries(value: object): [string | null, unknown][] {
  if (Array.isArray(value)) return value.map((member) => [null, member]);
  return Object.keys(value)
    .sort()
    .map((key) => [key, Reflect.get(value, key)]);
}
