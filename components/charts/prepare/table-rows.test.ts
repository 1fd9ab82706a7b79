import { expect, it } from "vitest";
import { days, series } from "./fixtures";
import { tableRows } from "./table-rows";

const plain = (text: string) => text.replaceAll("\u00a0", " ");

it("puts the newest first, each beside the date that it is compared with", () => {
  const previous = { dates: ["2026-10-01", "2026-10-02"], values: [4, 0], exact: ["4", "0"], total: "4" };
  const rows = tableRows({
    interval: "day",
    buckets: days(2),
    series: [series("web", [5, 6], { previous })],
    together: previous,
  });
  expect(rows.map(({ date, before, cells }) => [date, before, cells.change].map(plain))).toEqual([
    ["Mon, 2 Nov 2026", "Fri, 2 Oct 2026", "New"],
    // 5 is a quarter more than 4.
    ["Sun, 1 Nov 2026", "Thu, 1 Oct 2026", "+25.0 %"],
  ]);
  expect(rows[0]?.cells.values).toEqual([{ key: "0", now: "6", before: "0" }]);
});

it("keeps the 25th hour of an earlier day, and has nothing beside the last of a longer one", () => {
  const hours = (day: string, count: number) =>
    Array.from({ length: count }, (_, hour) => `${day}T${String(hour).padStart(2, "0")}:00:00+01:00`);
  const buckets = days(23).map((bucket, index) => ({
    ...bucket,
    date: hours("2026-03-29", 23)[index] ?? "",
  }));
  const before = hours("2026-03-28", 24);
  const previous = { dates: before, values: before.map(() => 1), exact: before.map(() => "1"), total: "24" };
  const short = series("a", Array<number>(23).fill(2), { previous });
  const [extra, last] = tableRows({ interval: "hour", buckets, series: [short], together: previous });
  expect(extra).toMatchObject({ date: "–", cells: { values: [{ now: null, before: "1" }] } });
  expect(plain(extra?.before ?? "")).toBe("Sat, 28 Mar 2026, 23:00");
  expect(last?.cells.values).toEqual([{ key: "0", now: "2", before: "1" }]);

  const cut = { ...previous, dates: before.slice(0, 20), exact: previous.exact.slice(0, 20) };
  const [newest] = tableRows({
    interval: "hour",
    buckets,
    series: [series("a", Array<number>(23).fill(2), { previous: cut })],
    together: cut,
  });
  expect(newest).toMatchObject({ before: "–", cells: { values: [{ now: "2", before: null }], change: "–" } });
});
