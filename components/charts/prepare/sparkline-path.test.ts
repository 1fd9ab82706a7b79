import { expect, it } from "vitest";
import { sparklinePath } from "./sparkline-path";

it("draws from the bottom at zero to the top at the highest value", () => {
  expect(sparklinePath([0, 5, 10], 100, 20)).toBe("M0 20L50 10L100 0");
});

it("breaks at gaps and marks a lone point", () => {
  expect(sparklinePath([10, null, 0, 10], 90, 20)).toBe("M0 0h1M60 20L90 0");
});

it("is a flat line at the bottom when everything is zero", () => {
  expect(sparklinePath([0, 0], 10, 20)).toBe("M0 20L10 20");
});

it("has room below zero for decreases", () => {
  expect(sparklinePath([-10, 10], 10, 20)).toBe("M0 20L10 0");
});

it("is empty without values", () => {
  expect(sparklinePath([], 10, 20)).toBe("");
});
