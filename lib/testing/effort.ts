/**
 * How often a random or destructive test repeats: enough to notice in `npm test`, and thoroughly in `npm run proof`,
 * or a share of that with `npm run proof -- --share 0.1`.
 */
export function effort(usual: number, thorough: number): number {
  const share = Number(process.env.METERLINE_PROOF ?? 0);
  return Math.max(usual, Math.ceil(thorough * share));
}
