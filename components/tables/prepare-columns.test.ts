import { expect, it } from "vitest";
import { nextSort, stickyOffsets } from "./prepare-columns";

it("starts numbers with the largest and text with A, then turns around", () => {
  const total = { id: "total", kind: "number" } as const;
  const name = { id: "name", kind: "text" } as const;
  expect(nextSort(total, null)).toEqual({ id: "total", desc: true });
  expect(nextSort(name, { id: "total", desc: true })).toEqual({ id: "name", desc: false });
  expect(nextSort(total, { id: "total", desc: true })).toEqual({ id: "total", desc: false });
  expect(nextSort(total, { id: "total", desc: false })).toEqual({ id: "total", desc: true });
});

it("lays sticky columns side by side and ends at the first that is not", () => {
  const offsets = stickyOffsets([
    { id: "swatch", sticky: true, width: 40 },
    { id: "name", sticky: true, width: 200 },
    { id: "total" },
    { id: "late", sticky: true, width: 10 },
  ]);
  expect([...offsets]).toEqual([
    ["swatch", 0],
    ["name", 40],
  ]);
});
