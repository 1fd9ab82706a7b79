import { cleanup, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, expect, it, vi } from "vitest";
import { DataTable, type DataTableProps } from "./data-table";
import type { DataColumn, TableSort } from "./prepare-columns";

afterEach(cleanup);

interface Provider {
  name: string;
  total: string | null;
}

const providers: Provider[] = [
  { name: "vercel", total: "9" },
  { name: "aws", total: "10" },
  { name: "none", total: null },
  // Two neighbours that are the same float.
  { name: "big", total: "9007199254740992" },
  { name: "bigger", total: "9007199254740993" },
];

const columns: DataColumn<Provider>[] = [
  { id: "name", label: "Provider", kind: "text", value: (row) => row.name, rowHeader: true, footer: "Total" },
  {
    id: "total",
    label: "Requests",
    kind: "number",
    value: (row) => row.total,
    footer: "18,014,398,509,482,004",
  },
];

function Example(more: Partial<DataTableProps<Provider>>) {
  const [sort, setSort] = useState<TableSort | null>(more.sort ?? null);
  return (
    <DataTable
      caption="Usage by provider"
      columns={columns}
      rows={providers}
      rowKey={(row) => row.name}
      empty="No usage in this range"
      {...more}
      sort={sort}
      onSortChange={setSort}
    />
  );
}

const names = () =>
  screen
    .getAllByRole("rowheader")
    .map((cell) => cell.textContent)
    .slice(0, -1);

it("leaves rows as they came until a header is pressed, and names the direction", async () => {
  render(<Example />);
  expect(names()).toEqual(["vercel", "aws", "none", "big", "bigger"]);
  const user = userEvent.setup();
  await user.click(screen.getByRole("button", { name: "Requests" }));
  expect(names()).toEqual(["bigger", "big", "aws", "vercel", "none"]);
  expect(screen.getByRole("columnheader", { name: "Requests" }).getAttribute("aria-sort")).toBe("descending");
  await user.click(screen.getByRole("button", { name: "Requests" }));
  expect(names()).toEqual(["vercel", "aws", "big", "bigger", "none"]);
  expect(screen.getByRole("columnheader", { name: "Requests" }).getAttribute("aria-sort")).toBe("ascending");
});

it("orders text by letter", async () => {
  render(<Example />);
  await userEvent.setup().click(screen.getByRole("button", { name: "Provider" }));
  expect(names()).toEqual(["aws", "big", "bigger", "none", "vercel"]);
  expect(screen.getByRole("columnheader", { name: "Requests" }).hasAttribute("aria-sort")).toBe(false);
});

it("ignores a column in the address that is not there", () => {
  render(<Example sort={{ id: "gone", desc: true }} />);
  expect(names()).toEqual(["vercel", "aws", "none", "big", "bigger"]);
});

it("writes no value as a dash and the totals at the foot", () => {
  render(<Example />);
  expect(screen.getByRole("row", { name: "none –" })).toBeTruthy();
  expect(screen.getByRole("row", { name: "Total 18,014,398,509,482,004" })).toBeTruthy();
});

it("chooses a row by click anywhere in it and by keyboard on its name", async () => {
  const onRowClick = vi.fn();
  render(<Example onRowClick={onRowClick} />);
  const user = userEvent.setup();
  await user.click(within(screen.getByRole("row", { name: "aws 10" })).getByRole("cell"));
  screen.getByRole("button", { name: "vercel" }).focus();
  await user.keyboard("{Enter}");
  expect(onRowClick.mock.calls.map(([row]) => row.name)).toEqual(["aws", "vercel"]);
});

it("says why it is empty, without a foot", () => {
  render(<Example rows={[]} />);
  expect(screen.getByText("No usage in this range")).toBeTruthy();
  expect(screen.queryByText("Total")).toBeNull();
});

it("draws a window of many rows and still says how many there are", () => {
  const many = Array.from({ length: 500 }, (_, index) => ({ name: `p${index}`, total: String(index) }));
  render(<Example rows={many} />);
  expect(screen.getAllByRole("row").length).toBeLessThan(100);
  expect(screen.getByRole("table").getAttribute("aria-rowcount")).toBe("501");
});
