import type { SpendBill, SpendLineAnswer } from "@/lib/contracts/spend-lines";

/** The lines of a period in one currency, with their sums. */
export type SpendBlock = Pick<
  SpendBill,
  "lines" | "subtotal" | "minimum_adjustment" | "maximum_adjustment" | "applied" | "total" | "currency"
>;

/** The lines that say anything: a meter without usage and without cost is left out. */
export function tellingLines(lines: readonly SpendLineAnswer[]): SpendLineAnswer[] {
  return lines.filter(({ amount, quantity }) => amount !== "0" || quantity !== "0");
}

export type SumRow = { key: string; label: string; amount: string };

const negative = (amount: string) => (amount === "0" ? "0" : `-${amount}`);

/** What stands below the lines, as it adds up: subtotal, adjustments, total. */
export function sumRows(block: SpendBlock): SumRow[] {
  const changes: SumRow[] = [
    { key: "minimum", label: "Up to the minimum", amount: block.minimum_adjustment },
    { key: "maximum", label: "Down to the maximum", amount: block.maximum_adjustment },
    ...block.applied.map(({ id, kind, reason, amount }) => ({
      key: id,
      label: `${kind === "credit" ? "Credit" : "Discount"}: ${reason}`,
      amount: negative(amount),
    })),
  ];
  return [
    { key: "subtotal", label: "Subtotal", amount: block.subtotal },
    ...changes.filter(({ amount }) => amount !== "0"),
    { key: "total", label: "Total", amount: block.total },
  ];
}
