// What comes on demand is there before the tests, or the first of them would wait for it.
import "./adjustment-dialog";
import "@/components/ui/dialog-body";
import "@/lib/api/ask";
import "@/lib/contracts/subscription";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import type { AdjustmentAnswer } from "@/lib/contracts/adjustments";
import { AdjustmentsCard } from "./adjustments-card";

vi.setConfig({ testTimeout: 60_000 });

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const made = (changed: Partial<AdjustmentAnswer>): AdjustmentAnswer => ({
  ...{ id: "5f0c1a52-7f3e-4c55-9d0b-6a1f2e3b4c5d", kind: "credit", amount: "25", remaining: "25" },
  ...{ percent: null, currency: "USD", reason: "Outage", valid_from: "2026-10-31T23:00:00.000Z" },
  ...{ valid_until: null, created_at: "2026-11-01T10:00:00.000Z" },
  ...changed,
});
const SUBSCRIPTION = {
  ...{ plan: "pro", plan_name: "Pro", valid_from: "2026-01-01T00:00:00.000Z", anchor_day: 1 },
  ...{ upcoming: [], history: [] },
  ...{ period_start: "2026-10-31T23:00:00.000Z", period_end: "2026-11-30T23:00:00.000Z" },
};

/** Answers with these adjustments; gives what was sent to make more. */
function show(currency: string, ...adjustments: AdjustmentAnswer[]) {
  const sent: unknown[] = [];
  const total = { page: 1, limit: 200, total_items: adjustments.length, total_pages: 1, next_cursor: null };
  vi.stubGlobal("fetch", async (address: string, { method, body }: RequestInit = {}) => {
    if (method === "POST") {
      sent.push(JSON.parse(String(body)));
      return Response.json(made({}), { status: 201 });
    }
    return Response.json(
      address.includes("/adjustments") ? { adjustments, pagination: total } : SUBSCRIPTION,
    );
  });
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={client}>
      <AdjustmentsCard timezone="Europe/Berlin" currency={currency} editable />
    </QueryClientProvider>,
  );
  return sent;
}

const cellsOf = (row: HTMLElement) =>
  [within(row).getByRole("rowheader"), ...within(row).getAllByRole("cell").slice(0, 3)].map(
    (cell) => cell.lastElementChild?.textContent?.replaceAll("\u00a0", " ") ?? cell.textContent,
  );

it("tells what is left of each credit, and until which day it holds", async () => {
  vi.useFakeTimers({ now: new Date("2026-11-22T12:00:00Z"), toFake: ["Date"] });
  show(
    "USD",
    made({ remaining: "10.5", valid_until: "2026-11-30T23:00:00.000Z" }),
    made({ id: "used", amount: "5", remaining: "0" }),
    made({ id: "over", amount: "8", remaining: "8", valid_until: "2026-11-09T23:00:00.000Z" }),
    made({ id: "discount", kind: "discount", amount: null, remaining: null, percent: "12.5" }),
  );
  const rows = (await screen.findAllByRole("row")).slice(1);
  expect(rows.map(cellsOf)).toEqual([
    ["$25.00 credit", "$10.50", "Outage", "From 1 Nov 2026 to 30 Nov 2026"],
    ["$5.00 credit", "Used up", "Outage", "From 1 Nov 2026"],
    ["$8.00 credit", "$8.00", "Outage", "From 1 Nov 2026 to 9 Nov 2026, ended"],
    ["12.5 % discount", "–", "Outage", "From 1 Nov 2026"],
  ]);
});

it.each([
  ["JPY", "¥1,000 credit"],
  ["KWD", "KWD 1.250 credit"],
])("writes money of %s with its own digits", async (currency, what) => {
  const amount = currency === "JPY" ? "1000" : "1.25";
  show(currency, made({ currency, amount, remaining: amount }));
  const head = await screen.findByRole("rowheader");
  expect(head.textContent?.replaceAll("\u00a0", " ")).toBe(what);
});

async function openForm() {
  await userEvent.click(await screen.findByRole("button", { name: "Add" }));
  const dialog = within(await screen.findByRole("dialog"));
  const type = (name: string | RegExp, value: string) =>
    fireEvent.change(dialog.getByLabelText(name), { target: { value } });
  const grant = () => userEvent.click(dialog.getByRole("button", { name: "Grant" }));
  return { dialog, type, grant };
}

it("grants a credit until the end of its last day", async () => {
  const sent = show("EUR");
  const { type, grant } = await openForm();
  type("Amount in EUR", "25");
  type("Reason", "Goodwill");
  type("From", "2026-11-01");
  type("Last day", "2027-02-28");
  await grant();
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  const terms = { amount: "25", reason: "Goodwill", valid_from: "2026-11-01", valid_until: "2027-03-01" };
  expect(sent).toEqual([{ kind: "credit", ...terms }]);
});

it("grants a discount without end where no last day is given", async () => {
  const sent = show("EUR");
  const { dialog, type, grant } = await openForm();
  await userEvent.click(dialog.getByRole("radio", { name: "Discount" }));
  type("Percent", "10");
  type("Reason", "Partner");
  type("From", "2026-11-01");
  await grant();
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(sent).toEqual([{ kind: "discount", percent: "10", reason: "Partner", valid_from: "2026-11-01" }]);
});

it("refuses a last day before the first", async () => {
  const sent = show("EUR");
  const { dialog, type, grant } = await openForm();
  type("Amount in EUR", "25");
  type("Reason", "Goodwill");
  type("From", "2026-11-10");
  type("Last day", "2026-11-09");
  await grant();
  expect((await dialog.findAllByText(/is before the day on which it begins/)).length).toBeGreaterThan(0);
  expect(dialog.getByLabelText("Last day").getAttribute("aria-invalid")).toBe("true");
  expect(sent).toEqual([]);
});
