import { describe, expect, it } from "vitest";
import { instantOf, parseInstant, utcMonth } from "@/lib/domain/instant";

describe("parseInstant", () => {
  it.each([
    ["2026-11-01T00:00:00Z", "2026-11-01T00:00:00.000000Z"],
    ["2026-11-01t00:00:00z", "2026-11-01T00:00:00.000000Z"],
    ["2026-11-01T00:00:00.5+01:00", "2026-10-31T23:00:00.500000Z"],
    ["2023-11-16T18:17:03.9799600Z", "2023-11-16T18:17:03.979960Z"],
    ["2026-02-28T23:59:59.9999999-00:30", "2026-03-01T00:29:59.999999Z"],
    ["2024-02-29T12:00:00-12:00", "2024-03-01T00:00:00.000000Z"],
  ])("%s is %s", (text, utc) => {
    expect(parseInstant(text)).toEqual({ ms: Date.parse(`${utc.slice(0, 23)}Z`), utc });
  });

  it.each([
    "2026-11-01",
    "2026-11-01T00:00:00",
    "2026-11-01T00:00Z",
    "2026-11-01 00:00:00Z",
    "2025-02-29T00:00:00Z",
    "2026-04-31T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "2026-00-10T00:00:00Z",
    "2026-11-01T24:00:00Z",
    "2026-11-01T23:59:60Z",
    "2026-11-01T00:00:00+24:00",
    "1793487600",
    "",
  ])("%j is no instant", (text) => {
    expect(parseInstant(text)).toBeNull();
  });
});

describe("instantOf", () => {
  it("keeps the clock's milliseconds, and names the UTC month", () => {
    const instant = instantOf(new Date("2026-11-30T23:59:59.123Z"));
    expect(instant).toEqual({ ms: 1796083199123, utc: "2026-11-30T23:59:59.123000Z" });
    expect(utcMonth(instant)).toBe("2026-11");
  });
});
