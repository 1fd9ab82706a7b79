import { describe, expect, it } from "vitest";
import {
  calendarDay,
  decimal,
  flag,
  instant,
  jsonList,
  openValue,
  timeZone,
  wholeNumber,
} from "@/lib/contracts/common";
import { usageSeries } from "@/lib/contracts/usage-series";

const accepts = (schema: { safeParse: (value: unknown) => { success: boolean } }, value: unknown) =>
  schema.safeParse(value).success;

describe("a calendar day", () => {
  it.each(["2026-11-01", "2024-02-29", "2000-01-01"])("takes %s", (day) => {
    expect(accepts(calendarDay, day)).toBe(true);
  });
  it.each(["2026-02-29", "2026-13-01", "2026-1-1", "20261101", "2026-11-01T00:00:00Z", "", " 2026-11-01"])(
    "refuses %j",
    (day) => expect(accepts(calendarDay, day)).toBe(false),
  );
});

describe("an instant", () => {
  it.each(["2026-11-01T00:00:00Z", "2026-11-01T23:59:59.999999+05:45", "2026-11-01T10:00"])(
    "takes %s",
    (text) => {
      expect(accepts(instant, text)).toBe(true);
    },
  );
  it.each([
    "2026-11-01",
    "2026-11-01T24:00:00Z",
    "2026-02-30T00:00:00Z",
    "2026-11-01T00:00:60Z",
    "now",
    "1700000000",
  ])("refuses %j", (text) => expect(accepts(instant, text)).toBe(false));
});

describe("a time zone", () => {
  it.each(["UTC", "Europe/Berlin", "Asia/Kathmandu", "America/Havana"])("takes %s", (zone) => {
    expect(accepts(timeZone, zone)).toBe(true);
  });
  it.each(["Mars/Olympus", "+02:00", "", "Europe/Berlin'; drop table users"])("refuses %j", (zone) => {
    expect(accepts(timeZone, zone)).toBe(false);
  });
});

describe("a list in a query string", () => {
  const list = jsonList(openValue);
  it("is a JSON array, null included", () => {
    expect(list.decode('["a",null]')).toEqual(["a", null]);
  });
  it("encodes back to what it was decoded from", () => {
    expect(list.encode(["a", null])).toBe('["a",null]');
  });
  it.each(["a", '{"a":1}', '"a"', '["a"', "[1]", '[""]'])("refuses %s", (text) => {
    expect(accepts(list, text)).toBe(false);
  });
});

describe("numbers and flags in a query string", () => {
  it("a whole number stays within its bounds", () => {
    expect(wholeNumber(1, 200).decode("200")).toBe(200);
    for (const text of ["0", "201", "1.5", "-1", "1e2", ""])
      expect(accepts(wholeNumber(1, 200), text)).toBe(false);
  });
  it("a flag is true, false, 1 or 0", () => {
    expect(["true", "1", "false", "0"].map((text) => flag.decode(text as "true"))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(accepts(flag, "yes")).toBe(false);
  });
  it("a decimal has no exponent, no trailing zeros and no negative zero", () => {
    for (const text of ["0", "-1.5", "13438.712904456820057"]) expect(accepts(decimal, text)).toBe(true);
    for (const text of ["-0", "1.50", "01", "1e3", "+1", "1.", ".5"])
      expect(accepts(decimal, text)).toBe(false);
  });
});

describe("the range of a query", () => {
  const codes = (query: Record<string, string>) => {
    const parsed = usageSeries.query?.safeParse(query);
    return parsed?.error?.issues.map((issue) => [
      issue.path.join("."),
      "params" in issue ? issue.params?.code : "",
    ]);
  };
  it("is days or instants, never both", () => {
    expect(codes({ start_date: "2026-11-01", from: "2026-11-01T00:00:00Z" })).toEqual([
      ["from", "ambiguous_range"],
    ]);
  });
  it("does not end before it starts", () => {
    expect(codes({ start_date: "2026-11-02", end_date: "2026-11-01" })).toEqual([
      ["end_date", "range_reversed"],
    ]);
  });
  it("needs both instants", () => {
    expect(codes({ to: "2026-11-01T00:00:00Z" })).toEqual([["from", "invalid_parameter"]]);
  });
  it("does not take a list beside its short form", () => {
    expect(codes({ usage_type: "api", usage_types: '["api"]' })).toEqual([
      ["usage_type", "conflicting_parameters"],
    ]);
  });
});
