import { expect, it } from "vitest";
import { partTime } from "./part-time";

const span = ([start, end]: [number, number]) => ({ start: new Date(start), end: new Date(end) });
const numbers = (spans: { start: Date; end: Date }[]) => spans.map(({ start, end }) => [+start, +end]);

it.each<[string, [number, number][], number[][], number[][]]>([
  ["nothing", [], [[10, 20]], []],
  [
    "a hole inside",
    [[12, 14]],
    [
      [10, 12],
      [14, 20],
    ],
    [[12, 14]],
  ],
  [
    "holes at the edges",
    [
      [15, 30],
      [0, 11],
    ],
    [[11, 15]],
    [
      [10, 11],
      [15, 20],
    ],
  ],
  [
    "overlapping holes",
    [
      [12, 16],
      [13, 14],
      [15, 18],
    ],
    [
      [10, 12],
      [18, 20],
    ],
    [
      [12, 16],
      [16, 18],
    ],
  ],
  ["everything", [[0, 30]], [], [[10, 20]]],
  [
    "holes elsewhere",
    [
      [0, 10],
      [20, 30],
    ],
    [[10, 20]],
    [],
  ],
])("%s is cut out", (_, holes, kept, gone) => {
  const parts = partTime(span([10, 20]), holes.map(span));
  expect([numbers(parts.kept), numbers(parts.gone)]).toEqual([kept, gone]);
});
