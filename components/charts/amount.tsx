import type { ValueFormat } from "./value-format";

/** A short number for the eye with the exact one beside it for everyone else. */
export function Amount({ value, format }: { value: string | null; format: ValueFormat }) {
  const compact = format.compact(value);
  const exact = format.exact(value);
  if (value === null || compact === exact) return <span>{compact}</span>;
  return (
    <data value={value} title={exact}>
      <span aria-hidden>{compact}</span>
      <span className="sr-only">{exact}</span>
    </data>
  );
}
