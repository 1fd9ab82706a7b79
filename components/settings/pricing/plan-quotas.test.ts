import { expect, it } from "vitest";
import type { PlanAnswer } from "@/lib/contracts/plans";
import { quotaDraftOf, readQuotas } from "./plan-quotas";

const quota = (usage_type: string, limit: string | null, more: object = {}) => ({
  ...{ usage_type, limit, period: "billing_period" as const, hard: false },
  ...more,
});
const plan: PlanAnswer = {
  ...{ key: "pro", name: "Pro", description: null, prices: [] },
  quotas: [
    quota("api", "100", { hard: true }),
    quota("storage", null),
    quota("api", "10", { period: "day" }),
  ],
};

it("tells quotas as text, and means the same by it", () => {
  const draft = quotaDraftOf(plan);
  expect(draft).toEqual({ api: "100", storage: "unlimited" });
  const [ofPeriod, unlimited, ofDay] = plan.quotas;
  expect(readQuotas(plan, draft)).toEqual({ quotas: [ofDay, ofPeriod, unlimited], errors: {} });
});

it("tells nothing, none and unlimited apart", () => {
  const { quotas } = readQuotas({ ...plan, quotas: [] }, { api: " ", storage: "0", compute: " Unlimited" });
  expect(quotas).toEqual([quota("storage", "0"), quota("compute", null)]);
});

it("names what is no quota", () => {
  expect(readQuotas(plan, { api: "-1", storage: "many" }).errors).toEqual({
    api: "must not be negative",
    storage: 'must be plain decimal digits such as "0.05"',
  });
});
