/** How often a random or destructive test repeats: enough to notice in `npm test`, and thoroughly in `npm run proof`. */
export function effort(usual: number, thorough: number): number {
  return process.env.METERLINE_PROOF === "1" ? thorough : usual;
}
