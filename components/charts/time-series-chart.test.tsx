import { cleanup, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { days, series } from "./prepare/fixtures";
import { TimeSeriesChart, type TimeSeriesChartProps } from "./time-series-chart";
import { quantityFormat } from "./value-format";

afterEach(cleanup);

const noop = () => {};

function chart(more: Partial<TimeSeriesChartProps> = {}) {
  return (
    <TimeSeriesChart
      title="API requests"
      format={quantityFormat("request")}
      interval="day"
      buckets={days(3, { partialLast: true })}
      series={[series("web", [1000, 0, 240]), series("batch", [5, 6, 7])]}
      total="1258"
      state={{ status: "ready" }}
      kind="line"
      onKindChange={noop}
      hidden={[]}
      onHiddenChange={noop}
      {...more}
    />
  );
}

const cells = (row: HTMLElement | undefined) =>
  row
    ? within(row)
        .getAllByRole("cell")
        .map((cell) => cell.textContent)
    : [];

it("shows the numbers of the picture as a table, newest first, with totals that agree", async () => {
  render(chart({ kind: "table" }));
  const [, newest, , oldest, total] = within(await screen.findByRole("table")).getAllByRole("row");
  expect(newest?.textContent).toContain("3\u00a0Nov 2026");
  expect(cells(newest)).toEqual(["240", "7", "247"]);
  expect(cells(oldest)).toEqual(["1,000", "5", "1,005"]);
  expect(cells(total)).toEqual(["1,240", "18", "1,258"]);
});

it("leaves hidden series out of the table and says that the total still holds them", async () => {
  render(chart({ kind: "table", hidden: ["web"] }));
  expect(await screen.findByRole("columnheader", { name: "batch (requests)" })).toBeTruthy();
  expect(screen.queryByRole("columnheader", { name: "web (requests)" })).toBeNull();
  expect(screen.getByText("Total of all series, hidden ones included")).toBeTruthy();
});

it("gives screen readers a sentence and one place to read points from", async () => {
  render(chart());
  const picture = screen.getByRole("application");
  const summary = document.getElementById(picture.getAttribute("aria-describedby") ?? "");
  expect(summary?.textContent).toContain("Total 1,258 requests");
  expect(picture.tabIndex).toBe(0);
});

it("calls the total of a running day so far", () => {
  render(chart({ asOf: "2026-11-03T14:03:00Z" }));
  expect(screen.getByText("Today so far")).toBeTruthy();
  expect(screen.getByText("1,258 requests")).toBeTruthy();
});

it("tells a flat zero from an empty answer", () => {
  render(chart({ series: [series("web", [0, 0, 0])], total: "0" }));
  expect(screen.getByText("0 in this period")).toBeTruthy();
});

it("chooses a bucket with the keyboard alone", async () => {
  const onBucketSelect = vi.fn();
  render(chart({ onBucketSelect }));
  screen.getByRole("application").focus();
  await userEvent.setup().keyboard("{Home}{ArrowRight}{ArrowDown}{Enter}");
  // The largest series is first, so one step down is web.
  expect(onBucketSelect.mock.calls[0]?.[0]).toMatchObject({ date: "2026-11-02" });
  expect(onBucketSelect.mock.calls[0]?.[1]).toBe("web");
});

it("shows an error in place of the picture and keeps the heading", () => {
  render(chart({ state: { status: "error", message: "The usage could not be read." } }));
  expect(screen.getByRole("heading", { name: "API requests" })).toBeTruthy();
  expect(screen.getByRole("alert")).toBeTruthy();
  expect(screen.queryByRole("application")).toBeNull();
});
