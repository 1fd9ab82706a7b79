/** The colour of a series beside its name; drawn as it is in forced colours too. */
export function Swatch({ colour, hollow }: { colour: string | undefined; hollow?: boolean }) {
  return (
    <span
      aria-hidden
      data-fill=""
      className="inline-block size-3 shrink-0 rounded-sm border-2"
      style={{ borderColor: colour, backgroundColor: hollow ? "transparent" : colour }}
    />
  );
}
