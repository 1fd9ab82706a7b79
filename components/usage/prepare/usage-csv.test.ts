import { expect, it } from "vitest";
import { usageCsv, usageCsvName } from "./usage-csv";

it("writes a row per series with exact decimals, CRLF and no byte order mark", () => {
  const series = [
    { label: "Markdown", total: "12.5", exact: ["12.5", "0"] },
    { label: "No file type", total: "9007199254740993", exact: [null, "9007199254740993"] },
  ];
  expect(usageCsv(series, ["2026-11-21", "2026-11-22"])).toBe(
    "Series,Total,2026-11-21,2026-11-22\r\nMarkdown,12.5,12.5,0\r\nNo file type,9007199254740993,,9007199254740993\r\n",
  );
});

it("puts the comparison at the right, under the dates that it has", () => {
  const previous = {
    dates: ["2026-11-19", "2026-11-20"],
    values: [7, 8],
    exact: ["7", "8.5"],
    total: "15.5",
  };
  const series = [
    { label: "aws", total: "3", exact: ["1", "2"], previous },
    {
      label: "new",
      total: "1",
      exact: ["1", "0"],
      previous: { dates: [], values: [], exact: [], total: "0" },
    },
  ];
  expect(usageCsv(series, ["2026-11-21", "2026-11-22"]).split("\r\n")).toEqual([
    "Series,Total,2026-11-21,2026-11-22,Previous total,Previous 2026-11-19,Previous 2026-11-20",
    "aws,3,1,2,15.5,7,8.5",
    "new,1,1,0,0,,",
    "",
  ]);
});

it.each([
  ["=SUM(A1)", "'=SUM(A1)"],
  ["+49", "'+49"],
  ["-a", "'-a"],
  ["@me", "'@me"],
  ["\tx", "'\tx"],
  ['say "hi", please', '"say ""hi"", please"'],
  ["two\nlines", '"two\nlines"'],
  ["=1,2", `"'=1,2"`],
])("guards the name %j against formulas and commas", (label, cell) => {
  expect(usageCsv([{ label, total: "-1", exact: ["-1"] }], ["2026-11-22"])).toBe(
    `Series,Total,2026-11-22\r\n${cell},-1,-1\r\n`,
  );
});

it("names the file by organization, range, interval and moment", () => {
  const name = {
    dataset: "usage" as const,
    slug: "Acme & Söhne",
    from: "2026-10-24",
    to: "2026-11-22",
    interval: "day",
    at: new Date("2026-11-22T14:03:22.123Z"),
  };
  expect(usageCsvName({ ...name, slug: "acme" })).toBe(
    "acme_usage_2026-10-24_2026-11-22_day_20261122T140322Z.csv",
  );
  expect(usageCsvName(name)).toMatch(/^[a-z0-9_-]+_\d{8}T\d{6}Z\.csv$/);
});
