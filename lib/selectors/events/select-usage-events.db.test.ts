import fc from "fast-check";
import { expect, it } from "vitest";
import { readAsTenant } from "@/db/scope";
import { eventCredits } from "@/lib/domain/credits";
import type { Meter } from "@/lib/domain/meters";
import { eventQuantities, shownMeter } from "@/lib/domain/usage-event";
import { selectMeters } from "@/lib/selectors/meters/select-meters";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization, recordFixture } from "@/lib/testing/factories";
import { request, upload, usage } from "@/lib/testing/usage-events";
import { type EventOrder, selectEventPage } from "./select-usage-events";

const database = useDatabase();
const rates = {
  tokensPerCredit: "7",
  creditsPerComputeMinute: "0.01",
  creditsPerGbMonth: "500",
  gbHoursPerGbMonth: "730",
};
const page = { limit: 1000, offset: 0 };
const time = (n: number) => `2026-11-18T10:00:${String(n % 60).padStart(2, "0")}.${n}Z`;

const quantity = fc
  .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.nat(9))
  .map(([digits, places]) => {
    const text = `${digits < 0n ? -digits : digits}`.padStart(places + 1, "0");
    const whole = places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`;
    return digits < 0n ? `-${whole}` : whole;
  });

it("places events by the very amounts that a list shows", () =>
  database.inTransaction(async (db) => {
    const context = await makeOrganization(db);
    const quantities = fc.sample(quantity, { numRuns: 150, seed: 7 });
    const keys = ["ai_tokens", "compute", "storage_hours", "database"];
    await recordFixture(context, [
      ...quantities.map((value, n) => usage(time(n), keys[n % 4] ?? "", value)),
      upload(time(1), { file_size: 12 }),
      upload(time(2), { upload_status: "failed" }),
      request(time(3), { bytes: 5 }),
    ]);
    await readAsTenant(db, context.tenantId, async (tx) => {
      const all = await selectMeters(tx, context.tenantId);
      const filter = { tenantId: context.tenantId, filters: {} };
      const read = async (meters: readonly Meter[], order: EventOrder) =>
        selectEventPage(tx, { ...filter, meters }, order, page);
      const byCredits = await read([], { by: "total_credits", direction: "desc", rates });
      expect(byCredits).toHaveLength(153);
      for (const { event, amount } of byCredits)
        expect(Number(amount)).toBe(Number(eventCredits(eventQuantities(event, all), rates).total));
      const asked = all.filter(({ key }) => key === "storage" || key === "bandwidth");
      for (const chosen of [[], asked]) {
        const order = { by: "quantity", direction: "asc", asked: chosen, all } as const;
        for (const { event, amount } of await read(chosen, order)) {
          const fed = eventQuantities(event, all);
          const shown = shownMeter(event, fed, { asked: chosen.map(({ key }) => key), all });
          expect(Number(amount)).toBe(Number(fed[shown] ?? "0"));
        }
      }
    });
  }));
