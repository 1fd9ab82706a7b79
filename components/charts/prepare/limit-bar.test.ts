import { expect, it } from "vitest";
import { limitBarParts } from "@/components/charts/prepare/limit-bar";

it.each([
  [null, "0", "0"],
  ["0", "0", "0"],
  ["-0.5", "0", "0"],
  ["0.625", "62.5", "0"],
  ["1", "100", "0"],
  // Of 1.25 limits four fifths are within.
  ["1.25", "80", "20"],
])("a share of %s fills %s %% and %s %% over the limit", (ratio, within, over) => {
  expect(limitBarParts(ratio)).toMatchObject({ within, over });
});

it("moves its ticks with the limit", () => {
  expect(limitBarParts("0.5").ticks).toEqual(["75", "90", "100"]);
  expect(limitBarParts("2").ticks).toEqual(["37.5", "45", "50"]);
});
