import { describe, expect, it } from "vitest";
import type { AlertRulePreview } from "@/lib/contracts/alert-rules";
import { drawnSeries, momentWords, previewChart } from "./preview-chart";

type Series = AlertRulePreview["series"][number];
type Moment = AlertRulePreview["moments"][number];

const MONTH: Series = {
  ...{ usage_type: "api", unit: "request", period: "month", dates: ["2026-10-31", "2026-11-01"] },
  ...{ values: ["95", "10"], limits: [{ threshold: "90", values: ["90", "90"] }] },
};
const crossed = (changed: Partial<Moment> = {}): Moment => ({
  // Midnight in Berlin: the last hour of October.
  ...{ at: "2026-10-31T23:00:00.000Z", level: "critical", usage_type: "api", period: "month" },
  ...{ period_start: "2026-09-30T22:00:00.000Z", threshold: "90", value: "95" },
  ...changed,
});
const preview = (changed: Partial<AlertRulePreview> = {}): AlertRulePreview => ({
  ...{ fired: 1, days: 90, from: "2026-08-03T12:00:00.000Z", to: "2026-11-01T12:00:00.000Z" },
  ...{ moments: [crossed()], series: [MONTH] },
  ...changed,
});
const BERLIN = "Europe/Berlin";

describe("the picture of a rule's past", () => {
  it("has what was seen, the threshold as a limit, and a flag on the day in the billing zone", () => {
    const chart = previewChart(preview(), MONTH, { kind: "quota_share", timezone: BERLIN });
    expect(chart.series).toMatchObject([{ key: "seen", values: [95, 10], exact: ["95", "10"] }]);
    expect(chart.marks.limits).toEqual([{ value: 90, label: "90 %" }]);
    expect(chart.marks.flags).toMatchObject([
      {
        index: 0,
        tone: "critical",
        label: expect.stringMatching(/^Critical: 90 % on 31\sOct$/),
        text: expect.stringMatching(/^95 requests by/),
      },
    ]);
    expect(chart.limits).toBe("90 % is 90 requests");
    expect(chart.buckets).toEqual([
      {
        date: "2026-10-31",
        start: "2026-10-30T23:00:00.000Z",
        end: "2026-10-31T23:00:00.000Z",
        partial: false,
      },
      {
        date: "2026-11-01",
        start: "2026-10-31T23:00:00.000Z",
        end: "2026-11-01T23:00:00.000Z",
        partial: true,
      },
    ]);
  });

  it("draws a threshold that moves with the period before as a line of its own", () => {
    const rising = { ...MONTH, limits: [{ threshold: "50", values: [null, "142.5"] }] };
    const chart = previewChart(preview({ series: [rising] }), rising, { kind: "rise", timezone: BERLIN });
    expect(chart.marks.limits).toEqual([]);
    expect(chart.series[1]).toMatchObject({ label: "Threshold 50 %", values: [null, 142.5] });
    expect(chart.limits).toBe("50 % is 142.5 requests");
  });

  it("writes money in its currency, and an absolute threshold as what it is", () => {
    const money: Series = {
      ...MONTH,
      usage_type: null,
      unit: "USD",
      limits: [{ threshold: "20", values: ["20", "20"] }],
    };
    const chart = previewChart(preview({ series: [money], moments: [] }), money, {
      kind: "spend",
      timezone: BERLIN,
    });
    expect(chart.marks).toMatchObject({ limits: [{ value: 20, label: "$20.00" }], flags: [] });
    expect(chart.limits).toBe("$20.00");
  });

  it("leaves out what was shown on no day", () => {
    const early = crossed({ at: "2026-08-01T00:00:00.000Z" });
    const { marks } = previewChart(preview({ moments: [early] }), MONTH, { kind: "usage", timezone: BERLIN });
    expect(marks.flags).toEqual([]);
  });
});

it("of several periods draws the one that would have fired most", () => {
  const day: Series = { ...MONTH, period: "day" };
  const moments = [crossed(), crossed({ period: "day" }), crossed({ period: "day" })];
  expect(drawnSeries(preview({ series: [MONTH, day], moments }))).toBe(day);
  expect(drawnSeries(preview({ series: [] }))).toBeUndefined();
});

it("tells the last moments in the unit of their meter, the newest first", () => {
  const later = crossed({ at: "2026-11-01T11:00:00.000Z", value: "96" });
  const asked = { kind: "quota_share" as const, timezone: BERLIN, most: 2 };
  expect(momentWords(preview({ moments: [crossed({ value: "1" }), crossed(), later] }), asked)).toEqual([
    expect.stringMatching(/^Sun, 1.Nov 2026, 12:00:00 UTC\+1: 90 % reached with 96 requests$/),
    expect.stringMatching(/^Sun, 1.Nov 2026, 00:00:00 UTC\+1: 90 % reached with 95 requests$/),
  ]);
});
