import { expect, it } from "vitest";
import { assignSlots, seriesColours } from "./colours";
import { series } from "./fixtures";

const known = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];

it("gives a key the slot of its place, whatever else is shown and in whatever order", () => {
  expect(assignSlots(known, ["c", "a"]).get("c")).toBe(3);
  expect(assignSlots(known, ["a", "b", "c"]).get("c")).toBe(3);
  expect(assignSlots(known, ["c"]).get("c")).toBe(3);
});

it("moves only the key seen later when two would share a slot", () => {
  // i is the ninth key and would share slot 1 with a.
  const slots = assignSlots(known, ["i", "a", "b"]);
  expect(slots.get("a")).toBe(1);
  expect(slots.get("b")).toBe(2);
  expect(slots.get("i")).toBe(3);
});

it("fills free slots with unknown keys, so a single series is blue", () => {
  expect(assignSlots([], ["total"]).get("total")).toBe(1);
  expect(assignSlots(["a"], ["new", "a"])).toEqual(
    new Map([
      ["a", 1],
      ["new", 2],
    ]),
  );
});

it("gives eight shown keys eight different slots", () => {
  const slots = assignSlots(known, ["a", "b", "c", "d", "g", "h", "i", "j"]);
  expect(new Set(slots.values()).size).toBe(8);
});

it("paints the rest grey", () => {
  const colours = seriesColours([], [series("a", [1]), series("rest", [1], { other: true })]);
  expect(colours.get("rest")).toBe("var(--chart-other)");
  expect(colours.get("a")).toBe("var(--chart-1)");
});
