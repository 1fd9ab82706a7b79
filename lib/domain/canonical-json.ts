const MAX_DEPTH = 16;

/** What may be half of a character that needs two, or a zero byte: few texts need a closer look. */
const SUSPECT = /[\0\ud800-\udfff]/;
/** Half of a character that needs two. */
const BROKEN = /\p{Surrogate}/u;

/** Whether Postgres can keep a text: it takes neither zero bytes nor halves of surrogate pairs. */
export function isStorable(text: string): boolean {
  return !SUSPECT.test(text) || (!text.includes("\0") && !BROKEN.test(text));
}

/**
 * JSON with sorted keys: the same content gives the same text, however the sender ordered it.
 * Null when it nests too deeply or holds text that cannot be stored.
 */
export function canonicalJson(value: unknown, depth = 0): string | null {
  if (typeof value === "string") return quoted(value);
  if (typeof value === "number" && Number.isFinite(value)) return value === 0 ? "0" : `${value}`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  if (depth >= MAX_DEPTH) return null;
  return Array.isArray(value) ? listText(value, depth) : objectText(value, depth);
}

/** Whether a value nests deeper than so many levels; looks no deeper, so that no nesting is too deep for it. */
export function nestsDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((member) => nestsDeeper(member, levels - 1));
}

/** Text that JSON writes as it is: no control characters, quotes, backslashes or surrogates. */
const PLAIN = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/;

function quoted(text: string): string | null {
  if (PLAIN.test(text)) return `"${text}"`;
  return isStorable(text) ? JSON.stringify(text) : null;
}

function listText(list: readonly unknown[], depth: number): string | null {
  const members: string[] = [];
  for (const member of list) {
    const text = canonicalJson(member, depth + 1);
    if (text === null) return null;
    members.push(text);
  }
  return `[${members.join(",")}]`;
}

function objectText(value: object, depth: number): string | null {
  let members = "";
  for (const key of Object.keys(value).sort()) {
    const text = canonicalJson(Reflect.get(value, key), depth + 1);
    const name = keyText(key);
    if (text === null || name === null) return null;
    members += `${members && ","}${name}:${text}`;
  }
  return `{${members}}`;
}

const MOST_KEYS = 1000;
const keyTexts = new Map<string, string | null>();

/** Senders use the same few keys over and over. */
function keyText(key: string): string | null {
  const known = keyTexts.get(key);
  if (known !== undefined) return known;
  const text = quoted(key);
  if (keyTexts.size < MOST_KEYS) keyTexts.set(key, text);
  return text;
}
