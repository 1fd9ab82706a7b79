import { expect, it } from "vitest";
import { restLabel, seriesBreakdown, seriesLabel } from "./labels";
import { BUILT_IN_METERS } from "./meters";
import type { KeyDimension } from "./usage-query";

const [api] = BUILT_IN_METERS;
const teamNames = new Map([["web", "Website"]]);

it.each<[string, KeyDimension[], (string | null)[], boolean, string, string | null, unknown]>([
  ["one meter", [], [], false, "API requests", null, null],
  ["meters side by side", [], [], true, "API requests", "type", "api"],
  ["a team by its name", ["team"], ["web"], false, "Website (web)", "team", "web"],
  ["a team without one by its id", ["team"], ["app"], false, "app (app)", "team", "app"],
  ["no value", ["provider"], [null], false, "(none)", "provider", null],
  [
    "the type last in words, first in values",
    ["team"],
    ["web"],
    true,
    "Website (web)::API requests",
    "multiple",
    ["api", "web"],
  ],
  [
    "two dimensions",
    ["provider", "team"],
    ["aws", null],
    true,
    "aws::(none)::API requests",
    "multiple",
    ["api", "aws", null],
  ],
])("names %s", (_, dimensions, values, typed, label, type, value) => {
  if (!api) throw new Error("There is no built-in meter.");
  expect(seriesLabel(api, values, { dimensions, typed, teamNames })).toBe(label);
  expect(seriesBreakdown(api.key, values, { dimensions, typed })).toEqual({ type, value });
});

it("names what was folded, and of which meter where several are shown", () => {
  if (!api) throw new Error("There is no built-in meter.");
  const naming = { dimensions: [], teamNames };
  expect(restLabel(api, 3, { ...naming, typed: false })).toBe("Other (3)");
  expect(restLabel(api, 3, { ...naming, typed: true })).toBe("Other (3)::API requests");
});
