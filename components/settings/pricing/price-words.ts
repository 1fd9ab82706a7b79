import type { PriceAnswer } from "@/lib/contracts/price";
import { PRICE_ONLY_KEYS } from "@/lib/domain/plans";
import type { PriceModelName } from "@/lib/domain/rating/price";
import { formatBytes, formatCount, formatUnit } from "@/lib/format";
import { formatMoney } from "@/lib/format-money";

export const MODEL_WORDS: Readonly<Record<PriceModelName, { label: string; hint: string }>> = {
  flat: { label: "Flat", hint: "One amount per billing period, whatever the usage" },
  unit: { label: "Per unit", hint: "Every unit costs the same" },
  graduated: { label: "Graduated tiers", hint: "Each unit costs what its own tier says" },
  volume: { label: "Volume tiers", hint: "All units cost what the tier of the last one says" },
  package: { label: "Packages", hint: "One amount for every package begun" },
  percentage: { label: "Percentage", hint: "A share of the quantity, which is money itself" },
  graduated_percentage: { label: "Graduated percentage", hint: "Each part costs what its own tier says" },
};

/** Something that can be priced: a meter, or a key without one. */
export type PricedThing = { key: string; name: string; unit: string };

/** Meters, then the keys that are priced without one. */
export function pricedThings(
  meters: readonly { key: string; display_name: string; unit: string }[],
): PricedThing[] {
  const keys = Object.entries(PRICE_ONLY_KEYS).map(([key, { displayName, unit }]) => ({
    ...{ key, name: displayName, unit },
  }));
  return [...meters.map(({ key, display_name, unit }) => ({ key, name: display_name, unit })), ...keys];
}

/** The rate of a tier: "$0.02 per 1,000 tokens", "2.9 %". */
export function rateWords(rate: string, price: PriceAnswer, unit: string): string {
  if (price.model === "graduated_percentage") return `${rate} %`;
  return `${formatMoney(rate, price.currency, "unit_price")} per ${perWords(price, unit)}`;
}

const perWords = ({ per }: PriceAnswer, unit: string) => (per === "1" ? unit : unitsWords(per, unit));

/** A price in one line: "$0.05 per 3,600 seconds", "From $0.02 per 1,000 tokens, 3 graduated tiers". */
export function priceWords(price: PriceAnswer, unit: string): string {
  return [modelWords(price, unit), ...conditionWords(price, unit)].join(" · ");
}

function modelWords(price: PriceAnswer, unit: string): string {
  const money = (amount: string | undefined) => formatMoney(amount ?? "0", price.currency, "unit_price");
  const per = perWords(price, unit);
  const tiers = price.tiers ?? [];
  switch (price.model) {
    case "flat":
      return `${money(price.amount)} per billing period`;
    case "unit":
      return `${money(price.unit_amount)} per ${per}`;
    case "graduated":
    case "volume":
      return `${tierCount(tiers.length, price.model)}, first ${money(tiers[0]?.unit_amount)} per ${per}`;
    case "package":
      return `${money(price.amount)} per package of ${formatCount(price.package_size ?? "0")}`;
    case "percentage":
      return `${price.rate} %`;
    case "graduated_percentage":
      return `${tierCount(tiers.length, "percentage")}, first ${tiers[0]?.rate_percent ?? "0"} %`;
  }
}

/** Exactly, but bytes as people read them: "3,600 seconds", "1 GB". */
const unitsWords = (count: string, unit: string) =>
  unit === "byte" ? formatBytes(count) : `${formatCount(count)} ${formatUnit(unit, count)}`;

const tierCount = (count: number, kind: string) => `${count} ${kind} ${count === 1 ? "tier" : "tiers"}`;

function conditionWords(price: PriceAnswer, unit: string): string[] {
  const money = (amount: string) => formatMoney(amount, price.currency, "unit_price");
  const { included, free_units: free = "0", fixed_amount: fixed = "0" } = price;
  const words: (string | null)[] = [
    included === "0" ? null : `${unitsWords(included, unit)} included`,
    free === "0" ? null : `${formatCount(free)} free`,
    fixed === "0" ? null : `plus ${money(fixed)} per period with usage`,
    price.minimum_amount === null ? null : `at least ${money(price.minimum_amount)}`,
    price.maximum_amount === null ? null : `at most ${money(price.maximum_amount)}`,
    price.charge_zero ? null : "nothing without usage",
  ];
  return words.filter((word) => word !== null);
}
