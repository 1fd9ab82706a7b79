import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SAMPLE_SOURCE, sampleEvents } from "./sample-events";
import { eventsOfDay, GAP_DAYS, planSample } from "./sample-plan";

const SETTINGS = { months: 12, seed: 7, until: "2026-11-21" };
const PLAN = planSample(SETTINGS);
const days = Array.from({ length: PLAN.days }, (_, day) => day);
const events = days.flatMap((day) => sampleEvents(PLAN, day));

describe("planSample", () => {
  it("covers whole days: twelve months that end with the last day", () => {
    expect(PLAN).toMatchObject({ from: "2025-11-22", days: 365 });
    expect(planSample({ months: 1, seed: 1, until: "2026-02-27" })).toMatchObject({
      from: "2026-01-28",
      days: 31,
    });
  });

  it("counts events by weekday, with one gap, one spike and growth, whatever the seed", () => {
    const settings = fc.record({
      months: fc.integer({ min: 3, max: 14 }),
      seed: fc.nat(),
      until: fc.constantFrom("2026-11-21", "2024-02-29", "2026-03-30"),
    });
    fc.assert(
      fc.property(settings, (settings) => {
        const plan = planSample(settings);
        const counts = Array.from({ length: plan.days }, (_, day) => eventsOfDay(plan, day));
        expect(counts.filter((count) => count === 0)).toHaveLength(GAP_DAYS);
        expect(counts.indexOf(Math.max(...counts))).toBe(plan.spikeDay);
        const average = (weekday: number, from = 0, to = plan.days) => {
          const chosen = counts.filter((count, day) => {
            const at = new Date(Date.parse(plan.from) + day * 86_400_000).getUTCDay();
            return at === weekday && count > 0 && day !== plan.spikeDay && day >= from && day < to;
          });
          return chosen.reduce((sum, count) => sum + count, 0) / chosen.length;
        };
        for (const workday of [1, 2, 3, 4, 5])
          for (const dayOff of [0, 6]) expect(average(workday)).toBeGreaterThan(1.5 * average(dayOff));
        const month = 28;
        expect(average(2, plan.days - month)).toBeGreaterThan(1.1 * average(2, 0, month - 7));
      }),
      { numRuns: 100 },
    );
  });
});

describe("sampleEvents", () => {
  it("makes the same events of the same settings, and others of another seed", () => {
    const again = planSample({ ...SETTINGS });
    expect(days.flatMap((day) => sampleEvents(again, day))).toEqual(events);
    expect(sampleEvents(planSample({ ...SETTINGS, seed: 8 }), 0)).not.toEqual(sampleEvents(PLAN, 0));
  });

  it("marks every event as a sample, gives it an id of its own and a time on its day", () => {
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    expect(new Set(events.map(({ source }) => source))).toEqual(new Set([SAMPLE_SOURCE]));
    const strange = events.filter(({ id, time }) => !id.startsWith(`2026-11-21/12/7/${time.slice(0, 10)}/`));
    expect(strange).toEqual([]);
  });

  it("holds uploads of many types, requests that mostly succeed and two meters, busiest by day", () => {
    const types = (type: string) => events.filter((event) => event.type === type);
    const [uploads, requests, usage] = ["file_upload", "api_request", "usage"].map(types);
    expect(new Set(uploads?.map(({ data }) => data.file_type)).size).toBe(6);
    expect(new Set(usage?.map(({ data }) => data.usage_type))).toEqual(new Set(["ai_tokens", "compute"]));
    const succeeded = requests?.filter(({ data }) => Number(data.status_code) < 400).length ?? 0;
    expect(succeeded / (requests?.length ?? 0)).toBeGreaterThan(0.9);
    const inHours = (from: string, to: string) =>
      events.filter(({ time }) => time.slice(11, 13) >= from && time.slice(11, 13) < to).length;
    expect(inHours("09", "12")).toBeGreaterThan(5 * inHours("01", "04"));
  });
});
