import { expect, it } from "vitest";
import { findZones, zoneInWords } from "./zone-words";

it("names a zone by its city and its offset at that moment", () => {
  const winter = new Date("2026-11-22T12:00:00Z");
  expect(zoneInWords("UTC", winter)).toBe("UTC");
  expect(zoneInWords("Europe/Berlin", winter)).toBe("Berlin (UTC+1)");
  expect(zoneInWords("Europe/Berlin", new Date("2026-07-01T12:00:00Z"))).toBe("Berlin (UTC+2)");
  expect(zoneInWords("Asia/Kathmandu", winter)).toBe("Kathmandu (UTC+5:45)");
  expect(zoneInWords("America/New_York", winter)).toBe("New York (UTC-5)");
});

it("finds zones by words in any order", () => {
  const zones = ["America/New_York", "America/North_Dakota/New_Salem", "Europe/Berlin"];
  expect(findZones(zones, "york new")).toEqual(["America/New_York"]);
  expect(findZones(zones, "Europe/ber")).toEqual(["Europe/Berlin"]);
  expect(findZones(zones, "  ")).toEqual(zones);
});
