import { expect, it } from "vitest";
import { readSeriesKey, readSeriesLabel } from "./series-key";

it("reads the meter first and then the asked dimensions", () => {
  expect([...(readSeriesKey('["api"]', []) ?? [])]).toEqual([["type", "api"]]);
  expect([...(readSeriesKey('["api","web",null]', ["team", "provider"]) ?? [])]).toEqual([
    ["type", "api"],
    ["team", "web"],
    ["provider", null],
  ]);
  expect([...(readSeriesKey('["api","web"]', ["team", "type"]) ?? [])]).toEqual([
    ["type", "api"],
    ["team", "web"],
  ]);
});

it("has no members for the folded rest", () => {
  expect(readSeriesKey('{"other":"api"}', ["team"])).toBeNull();
});

it("reads the names of a label, the meter last where it stands there", () => {
  expect([...readSeriesLabel("Web (web)::API requests", ["team"])]).toEqual([
    ["team", "Web (web)"],
    ["type", "API requests"],
  ]);
  expect([...readSeriesLabel("Web (web)", ["team"])]).toEqual([["team", "Web (web)"]]);
  expect([...readSeriesLabel("API requests", [])]).toEqual([["type", "API requests"]]);
  expect([...readSeriesLabel("A::B::C::D", ["team", "provider"])]).toEqual([]);
});
