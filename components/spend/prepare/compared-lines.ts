import type { SpendLineAnswer } from "@/lib/contracts/spend-lines";
import { addDecimals } from "@/lib/domain/decimal";

type Costs = { usage_type: string; currency: string; amount: string };

/** What a key costs over all lines that it has in a currency. */
export function costOf(lines: readonly Costs[], usageType: string, currency: string): string {
  return addDecimals(
    lines.flatMap((one) => (one.usage_type === usageType && one.currency === currency ? [one.amount] : [])),
  );
}

type WithOthers = { lines: SpendLineAnswer[]; other_currencies: { lines: SpendLineAnswer[] }[] };

/** The lines of a bill in all of its currencies. */
export const allLines = ({ lines, other_currencies }: WithOthers): SpendLineAnswer[] => [
  ...lines,
  ...other_currencies.flatMap((block) => block.lines),
];

/** The name of the billing period before the one that begins on a day: the month in which it begins. */
export function monthBefore(firstDay: string): string {
  const [year = 0, month = 0] = firstDay.split("-").map(Number);
  const at = year * 12 + month - 2;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`;
}
