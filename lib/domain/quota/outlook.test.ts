import { describe, expect, it } from "vitest";
import { bucketEdges } from "@/lib/domain/buckets";
import { crossingOf, evenly, learnedOutlook, paceOutlook, trustedTotal } from "@/lib/domain/quota/outlook";

const NOVEMBER = { from: new Date("2026-11-01T00:00:00Z"), to: new Date("2026-12-01T00:00:00Z") };
const at = (text: string) => new Date(text);
const TEN_DAYS = at("2026-11-11T00:00:00Z");

describe("the pace of the period so far", () => {
  const crossing = (used: string, limit: string | null, now = TEN_DAYS) =>
    crossingOf(paceOutlook(used, NOVEMBER, now), used, limit);

  it("reaches the limit when it goes on", () => {
    // 60 in 10 days: 100 after 10 × 100 ÷ 60 = 16 2/3 days, 17 November 16:00.
    expect(crossing("60", "100")?.toISOString()).toBe("2026-11-17T16:00:00.000Z");
  });

  it.each([
    ["it comes after the period", "30", "100"],
    // 10 in 10 days are 30 exactly at the end: the period is over then.
    ["it comes at the period's end", "10", "30"],
    ["nothing is used", "0", "100"],
    ["usage is negative", "-5", "100"],
    ["it is reached already", "100", "100"],
    ["there is no limit", "60", null],
    ["nothing is allowed", "0", "0"],
  ])("reaches no limit when %s", (_, used, limit) => {
    expect(crossing(used, limit)).toBeNull();
  });

  it("is none before any time has passed, and goes nowhere beyond the calendar", () => {
    expect(paceOutlook("60", NOVEMBER, NOVEMBER.from)).toBeNull();
    expect(paceOutlook("60", NOVEMBER, NOVEMBER.to)).toBeNull();
    expect(crossing("0.000001", "99999999999999999999", at("2026-11-02T00:00:00Z"))).toBeNull();
  });

  it("comes to a total of 6 places", () => {
    expect(paceOutlook("60", NOVEMBER, TEN_DAYS)?.total).toBe("180");
    // 10 × 30 ÷ 7 = 42.857142857…
    expect(paceOutlook("10", NOVEMBER, at("2026-11-08T00:00:00Z"))?.total).toBe("42.857143");
  });

  it("is trusted by no rule in the first tenth of the period", () => {
    const trusted = (now: Date) => trustedTotal(paceOutlook("60", NOVEMBER, now), NOVEMBER, now);
    expect(trusted(at("2026-11-03T23:59:59Z"))).toBeNull();
    expect(trusted(at("2026-11-04T00:00:00Z"))).toBe("600");
    expect(trustedTotal(null, NOVEMBER, TEN_DAYS)).toBeNull();
  });
});

describe("the forecast of the period", () => {
  /** 14 on each working day since `since`, nothing at weekends. */
  function working(since: string, now: Date) {
    const days = { from: at(since), to: NOVEMBER.to, timezone: "UTC" };
    const calendar = { weekStart: "monday", anchorDay: 1 } as const;
    const history = bucketEdges({ ...days, ...calendar, interval: "day", now }).map((bucket) => {
      const isWorking = ![0, 6].includes(bucket.start.getUTCDay());
      const amount = bucket.start >= now ? null : isWorking ? "14" : "0";
      return { ...bucket, amount, count: 1 };
    });
    const period = history.filter(({ start }) => start >= NOVEMBER.from);
    return learnedOutlook({ history, period, interval: "day", now });
  }
  const LONG = "2026-08-31T00:00:00Z";

  it("knows the weekend that the pace does not", () => {
    // Saturday the 14th: 10 working days are over, 11 to come, which makes about 21 × 14 = 294.
    const now = at("2026-11-14T00:00:00Z");
    const outlook = working(LONG, now);
    expect(outlook?.method).toBe("seasonal_exponential_smoothing");
    expect(Number(outlook?.total)).toBeGreaterThan(285);
    expect(Number(outlook?.total)).toBeLessThan(303);
    // 147 is half of Monday's 14 above 140; the pace would reach it 15:36 on Saturday.
    expect(crossingOf(outlook, "140", "147")?.toISOString().slice(0, 10)).toBe("2026-11-16");
    expect(crossingOf(paceOutlook("140", NOVEMBER, now), "140", "147")?.toISOString()).toBe(
      "2026-11-14T15:36:00.000Z",
    );
    expect(crossingOf(outlook, "140", "310")).toBeNull();
  });

  it("is trusted on the first day, since it has learned before", () => {
    const now = at("2026-11-02T00:00:00Z");
    const total = Number(trustedTotal(working(LONG, now), NOVEMBER, now));
    expect(total).toBeGreaterThan(285);
    expect(total).toBeLessThan(303);
  });

  it("needs a week to learn from", () => {
    // The days before the first usage, here a weekend, teach nothing.
    const now = at("2026-11-09T00:00:00Z");
    expect(working("2026-11-02T00:00:00Z", now)).not.toBeNull();
    expect(working("2026-11-03T00:00:00Z", now)).toBeNull();
  });
});

it("a total from elsewhere is reached evenly", () => {
  const left = { from: TEN_DAYS, to: NOVEMBER.to };
  // 60 now, 100 in 20 days: 80 in ten.
  expect(crossingOf(evenly("60", "100", left), "60", "80")?.toISOString()).toBe("2026-11-21T00:00:00.000Z");
  expect(crossingOf(evenly("60", "60", left), "60", "80")).toBeNull();
});
