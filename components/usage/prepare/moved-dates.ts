import type { Imports } from "@/lib/contracts/imports";

/** What to say about recorded files whose dates were moved; null where none were. */
export function movedDates({ imports }: Imports): string | null {
  const moved = imports.filter((file) => file.shift_weeks !== 0);
  if (moved.length === 0) return null;
  const weeks = moved.map((file) => file.shift_weeks).sort((a, b) => a - b);
  const [least, most] = [weeks[0], weeks.at(-1)];
  const span = least === most ? `${least}` : `${least} to ${most}`;
  const files = moved.length === 1 ? "1 file" : `${moved.length} files`;
  return `Recorded data, dates moved: ${files} by ${span} weeks`;
}
