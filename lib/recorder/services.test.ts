import { expect, it, vi } from "vitest";
import { servicesOf, toGigabyteHours, toSeconds } from "./services";

it.each([
  ["1000000000", 1, "1"],
  [1, 1, "0.000000001"],
  ["2500000000", "0.5", "1.25"],
  // 5 TB for a 30-day month: 5000 GB × 720 h.
  ["5000000000000", 720, "3600000"],
  ["9007199254740993", 3, "27021597.764222979"],
  [0, 24, "0"],
])("%s bytes for %s hours are %s GB-hours", (bytes, hours, expected) => {
  expect(toGigabyteHours(bytes, hours)).toBe(expected);
});

it.each([
  [{ ms: 1 }, "0.001"],
  [{ ms: "1500" }, "1.5"],
  [{ ms: 0.1 }, "0.0001"],
  [{ seconds: "12.5" }, "12.5"],
  [{ minutes: "1.5" }, "90"],
  [{ hours: 0.1 }, "360"],
])("%j is %s seconds", (duration, expected) => {
  expect(toSeconds(duration)).toBe(expected);
});

it("records each service in the unit of its meter", async () => {
  const track = vi.fn(async () => {});
  const usage = servicesOf({ track });
  const details = { team: "web" };
  await usage.api();
  await usage.storage({ bytes: 512 }, details);
  await usage.storage({ bytes: 2e9, hours: 3 });
  await usage.bandwidth("1e21");
  await usage.compute({ ms: 250 });
  await usage.database(4);
  await usage.functions();
  expect(track.mock.calls).toEqual([
    ["api", "1", undefined],
    ["storage", "512", details],
    ["storage_hours", "6", undefined],
    ["bandwidth", "1000000000000000000000", undefined],
    ["compute", "0.25", undefined],
    ["database", "4", undefined],
    ["functions", "1", undefined],
  ]);
  expect(() => usage.compute({ ms: "soon" })).toThrow();
});
