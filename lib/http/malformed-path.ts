const HEX = "[0-9A-Fa-f]";
const NEXT = `%[89ABab]${HEX}`;

/** One character of a path: itself, or its UTF-8 bytes percent-encoded. No surrogates, no overlong forms. */
const CHARACTER = [
  "[^%]",
  `%[0-7]${HEX}`,
  `%(?:[Cc][2-9A-Fa-f]|[Dd]${HEX})${NEXT}`,
  `%[Ee]0%[ABab]${HEX}${NEXT}`,
  `%[Ee](?:[1-9A-Ca-c]|[EFef])${NEXT}${NEXT}`,
  `%[Ee][Dd]%[89]${HEX}${NEXT}`,
  `%[Ff]0%[9ABab]${HEX}${NEXT}${NEXT}`,
  `%[Ff][1-3]${NEXT}${NEXT}${NEXT}`,
  `%[Ff]4%8${HEX}${NEXT}${NEXT}`,
].join("|");

/**
 * Matches what `decodeURIComponent` refuses, as the source of a rewrite takes it. Next answers such paths with a 500
 * of its own where there is no page for errors; they lead nowhere, which is a 404.
 */
export const MALFORMED = `((?!(?:${CHARACTER})*$).*)`;
