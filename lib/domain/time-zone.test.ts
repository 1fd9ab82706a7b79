import { describe, expect, it } from "vitest";
import { dateIn, instantOf, startOfDay, toLocalIso } from "./time-zone";

const iso = (ms: number) => new Date(ms).toISOString().slice(0, 16);

describe("the start of a day is its first instant in the zone", () => {
  it.each([
    ["UTC", "2026-11-01", "2026-11-01T00:00"],
    ["Europe/Berlin", "2026-07-01", "2026-06-30T22:00"],
    ["Europe/Berlin", "2026-01-01", "2025-12-31T23:00"],
    ["Asia/Kathmandu", "2026-01-01", "2025-12-31T18:15"],
    ["Pacific/Kiritimati", "2026-01-01", "2025-12-31T10:00"],
    ["Etc/GMT+12", "2026-01-01", "2026-01-01T12:00"],
    // Midnight comes twice, at -4 and an hour later at -5: the day begins with the first.
    ["America/Havana", "2024-11-03", "2024-11-03T04:00"],
    ["America/Havana", "2024-11-04", "2024-11-04T05:00"],
    // Clocks went from 24:00 to 01:00 (-4 to -3): the day begins at 01:00 local.
    ["America/Asuncion", "2023-10-01", "2023-10-01T04:00"],
    ["Africa/Cairo", "2024-04-26", "2024-04-25T22:00"],
    // Samoa went from -10 to +14 at the end of the 29th: the 30th has no instant, its start is the 31st's.
    ["Pacific/Apia", "2011-12-29", "2011-12-29T10:00"],
    ["Pacific/Apia", "2011-12-30", "2011-12-30T10:00"],
    ["Pacific/Apia", "2011-12-31", "2011-12-30T10:00"],
    ["Australia/Lord_Howe", "2024-04-07", "2024-04-06T13:00"],
    ["Australia/Lord_Howe", "2024-04-08", "2024-04-07T13:30"],
    // Clocks went back at 00:01, to 23:01 of the day before: the day begins with its first minute.
    ["America/St_Johns", "2006-10-29", "2006-10-29T02:30"],
  ])("%s %s is %sZ", (timezone, date, instant) => {
    expect(iso(startOfDay(date, timezone))).toBe(instant);
  });
});

describe("a local time without an offset", () => {
  it.each([
    ["means its first occurrence when repeated", "Europe/Berlin", "2026-10-25T02:30", "2026-10-25T00:30"],
    ["is moved on by the gap when skipped", "Europe/Berlin", "2026-03-29T02:30", "2026-03-29T01:30"],
    ["moves on by half an hour on Lord Howe", "Australia/Lord_Howe", "2024-10-06T02:15", "2024-10-05T15:45"],
    ["is one instant otherwise", "Asia/Kathmandu", "2026-06-01T05:45", "2026-06-01T00:00"],
  ])("%s", (_, timezone, local, instant) => {
    expect(iso(instantOf(Date.parse(`${local}Z`), timezone))).toBe(instant);
  });
});

it("knows the calendar day of an instant", () => {
  expect(dateIn(Date.parse("2026-06-30T22:00Z"), "Europe/Berlin")).toBe("2026-07-01");
  expect(dateIn(Date.parse("2026-06-30T21:59Z"), "Europe/Berlin")).toBe("2026-06-30");
});

it.each([
  ["UTC", "2026-11-01T09:00:00+00:00"],
  ["Asia/Kathmandu", "2026-11-01T14:45:00+05:45"],
  ["America/St_Johns", "2026-11-01T05:30:00-03:30"],
])("writes an instant with the offset of %s", (timezone, text) => {
  expect(toLocalIso(Date.parse("2026-11-01T09:00Z"), timezone)).toBe(text);
});
