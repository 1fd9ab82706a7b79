import { expect, it } from "vitest";
import { type Adjustment, lessUsed, settleTotal } from "./adjustments";

const NOVEMBER = {
  from: new Date("2026-11-01T00:00:00Z"),
  to: new Date("2026-12-01T00:00:00Z"),
  currency: "USD",
};
const on = (day: string) => new Date(`${day}T00:00:00Z`);
const credit = (amount: string, from = "2026-11-10", until: string | null = null): Adjustment => ({
  ...{ kind: "credit", id: `credit ${amount}`, reason: "Goodwill", amount },
  ...{ validFrom: on(from), validUntil: until === null ? null : on(until) },
});
const discount = (percent: string, from = "2026-01-01", until: string | null = null): Adjustment => ({
  ...{ kind: "discount", id: `discount ${percent}`, reason: "Friends", percent },
  ...{ validFrom: on(from), validUntil: until === null ? null : on(until) },
});

it.each<[string, Adjustment[], [discounts: string, credits: string, total: string]]>([
  ["100", [], ["0", "0", "100"]],
  // 10 % of 99.99 is 9.999.
  ["99.99", [discount("10")], ["10", "0", "89.99"]],
  // Both are percentages of 100, whatever their order.
  ["100", [discount("10"), discount("5")], ["15", "0", "85"]],
  ["100", [discount("60"), discount("60")], ["100", "0", "0"]],
  // Credits come off what discounts leave, in order, and end at 0.
  ["100", [credit("30"), discount("10")], ["10", "30", "60"]],
  ["100", [credit("80"), credit("30")], ["0", "100", "0"]],
  ["0", [credit("30"), discount("10")], ["0", "0", "0"]],
  ["-5", [credit("30"), discount("10")], ["0", "0", "-5"]],
])("%s less its adjustments is settled", (amount, adjustments, [discounts, credits, total]) => {
  expect(settleTotal(amount, adjustments, NOVEMBER)).toMatchObject({ discounts, credits, total });
});

it("tells what each one takes off", () => {
  expect(settleTotal("100", [credit("95"), discount("10")], NOVEMBER).applied).toEqual([
    { id: "discount 10", kind: "discount", reason: "Friends", amount: "10" },
    { id: "credit 95", kind: "credit", reason: "Goodwill", amount: "90" },
  ]);
});

it("takes the credit that ends first first", () => {
  const credits = [credit("30"), credit("20", "2026-11-10", "2027-01-01"), credit("90", "2026-11-11")];
  expect(settleTotal("100", credits, NOVEMBER).applied.map(({ id, amount }) => [id, amount])).toEqual([
    ["credit 20", "20"],
    ["credit 30", "30"],
    ["credit 90", "50"],
  ]);
});

it("leaves of a credit what was not used, and nothing of one that is used up", () => {
  const used = new Map([
    ["credit 30", "12.5"],
    ["credit 20", "20"],
  ]);
  expect(lessUsed([credit("30"), credit("20"), discount("10")], used)).toMatchObject([
    { id: "credit 30", amount: "17.5" },
    { id: "discount 10", percent: "10" },
  ]);
});

it("applies credits and discounts from the period that holds their beginning until they end", () => {
  const settled = (adjustment: Adjustment) => settleTotal("100", [adjustment], NOVEMBER).total;
  expect(settled(credit("10", "2026-11-01"))).toBe("90");
  expect(settled(credit("10", "2026-10-31"))).toBe("90");
  expect(settled(credit("10", "2026-10-31", "2026-11-01"))).toBe("100");
  expect(settled(credit("10", "2026-12-01"))).toBe("100");
  expect(settled(discount("10", "2026-11-30"))).toBe("90");
  expect(settled(discount("10", "2026-12-01"))).toBe("100");
  expect(settled(discount("10", "2026-01-01", "2026-11-01"))).toBe("100");
  expect(settled(discount("10", "2026-01-01", "2026-11-02"))).toBe("90");
});
