import { expect, it } from "vitest";
import { backfillPercentage, newBackfill } from "@/lib/domain/meter-backfill";

const of = (from: string | null, done: string) => ({ from, done, to: "2026-01-11T00:00:00Z" });

it.each([
  [of(null, "2000-01-01T00:00:00Z"), "0.00"],
  [of("2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z"), "0.00"],
  // Three of ten days, a third of a day of ten, and a step that went beyond the end.
  [of("2026-01-01T00:00:00Z", "2026-01-04T00:00:00Z"), "30.00"],
  [of("2026-01-01T00:00:00Z", "2026-01-01T08:00:00Z"), "3.33"],
  [of("2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"), "100.00"],
])("tells how much of the time is done of %j", (backfill, expected) => {
  expect(backfillPercentage(backfill)).toBe(expected);
});

it("reaches beyond the creation, for clocks of senders are ahead", () => {
  expect(newBackfill(new Date("2026-01-01T00:00:00Z")).to).toBe("2026-01-01T00:10:00.000Z");
});
