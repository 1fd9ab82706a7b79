/** What one look at the installation found: whether it is well, and a few words that say so. */
export type Finding = { ok: boolean; detail: string };
