// What comes on demand is there before the tests, or the first of them would wait for it.
import "./own-price-sheet";
import "@/components/ui/dialog-body";
import "@/lib/api/ask";
import "@/lib/contracts/meters";
import "@/lib/contracts/plans";
import "@/lib/contracts/prices";
import "@/lib/contracts/spend-lines";
import "@/lib/contracts/subscription";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import type { MeterAnswer } from "@/lib/contracts/meters";
import { PricesCard } from "./prices-card";

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const instant = "2026-01-01T00:00:00.000Z";
const pagination = { page: 1, limit: 200, total_items: 1, total_pages: 1, next_cursor: null };
const terms = {
  ...{
    currency: "USD",
    per: "1",
    included: "0",
    minimum_amount: null,
    maximum_amount: null,
    charge_zero: true,
  },
  valid_from: instant,
};
const unit = (usage_type: string, unit_amount: string) => ({
  ...terms,
  usage_type,
  model: "unit",
  unit_amount,
});
const meter = (key: string, display_name: string): MeterAnswer => ({
  ...{ key, display_name, unit: "request", description: null, aggregation: "sum", event_type: "usage" },
  ...{ value_property: "$.quantity", group_by: {}, backfill: null, built_in: true, created_at: instant },
});
const ANSWERS: Readonly<Record<string, unknown>> = {
  "/api/billing/meters": { meters: [meter("api", "API requests"), meter("calls", "Calls")], pagination },
  "/api/billing/prices": {
    prices: [
      {
        ...unit("calls", "0.5"),
        ...{
          id: "0d9c1a52-7f3e-4c55-9d0b-6a1f2e3b4c5d",
          valid_until: null,
          status: "current",
          created_at: instant,
        },
      },
    ],
    pagination,
  },
  "/api/billing/plans": {
    plans: [{ key: "pro", name: "Pro", description: null, prices: [unit("api", "0.0001")], quotas: [] }],
    pagination,
  },
  "/api/billing/subscription": {
    ...{ plan: "pro", plan_name: "Pro", valid_from: instant, anchor_day: 1, upcoming: [], history: [] },
    ...{ period_start: "2026-11-01T00:00:00.000Z", period_end: "2026-12-01T00:00:00.000Z" },
  },
};

/** What the last period would have cost: 1000 requests at the price that is asked about. */
function estimate(body: unknown) {
  const { prices } = JSON.parse(String(body));
  const total = String(Number(prices[0].unit_amount) * 1000);
  const sums = {
    ...{ subtotal: total, minimum_adjustment: "0", maximum_adjustment: "0", discounts: "0", credits: "0" },
    ...{ total, currency: "USD", applied: [] },
  };
  const [start, end] = ["2026-10-01T00:00:00.000Z", "2026-11-01T00:00:00.000Z"];
  const line = {
    ...{
      kind: "usage",
      usage_type: "api",
      label: "API requests",
      quantity: "1000",
      billable_quantity: "1000",
    },
    ...{ unit: "request", amount: total, currency: "USD", price: null, tiers: [], corrects: null },
    ...{ segment_start: start, segment_end: end },
  };
  return {
    ...{ lines: [line], ...sums, period_start: start, period_end: end, status: "estimate" },
    ...{ other_currencies: [], periods: [] },
    meta: { from: start, to: end, timezone: "UTC", as_of: end, complete_until: end, currency: "USD" },
  };
}

function show(editable: boolean, change: () => Response = () => Response.json({}, { status: 500 })) {
  const fetched = vi.fn<typeof fetch>(async (address, settings) => {
    if (String(address).endsWith("/spend/estimate")) return Response.json(estimate(settings?.body));
    if (settings?.method !== "GET") return change();
    return Response.json(ANSWERS[String(address).split("?")[0] ?? ""]);
  });
  vi.stubGlobal("fetch", fetched);
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <PricesCard timezone="UTC" currency="USD" editable={editable} />
    </QueryClientProvider>,
  );
  return fetched;
}

const sentBy = (fetched: ReturnType<typeof show>, method: string) =>
  vi.waitFor(() => {
    const sent = fetched.mock.calls.find(
      ([address, settings]) => settings?.method === method && !String(address).endsWith("/estimate"),
    );
    expect(sent).toBeDefined();
    return sent;
  }, 5000);

const rowOf = async (name: string) =>
  within(await screen.findByRole("row", { name: new RegExp(`^${name}`) }));

it("tells what each meter costs and whose price that is", async () => {
  show(false);
  const api = await rowOf("API requests");
  expect(api.getByText("$0.0001 per request")).toBeTruthy();
  expect(api.getByText("Pro")).toBeTruthy();
  expect((await rowOf("Calls")).getByText("Own price")).toBeTruthy();
  expect((await rowOf("Plan fee")).getByText("Costs nothing")).toBeTruthy();
  expect(screen.queryByRole("button", { name: /Change|End|Add/ })).toBeNull();
});

it("sends a changed price as a version of the organization's own", async () => {
  const fetched = show(true, () => Response.json({}, { status: 500 }));
  const user = userEvent.setup();
  await user.click((await rowOf("API requests")).getByRole("button", { name: /^Change/ }));
  const amount = await screen.findByLabelText<HTMLInputElement>("Unit amount");
  expect(amount.value).toBe("0.0001");
  fireEvent.change(amount, { target: { value: "0.0002" } });
  fireEvent.change(screen.getByLabelText("Valid from"), { target: { value: "2026-12-01" } });
  await user.click(screen.getByRole("button", { name: "Save price" }));
  const sent = await sentBy(fetched, "POST");
  expect(sent?.[0]).toBe("/api/billing/prices");
  expect(JSON.parse(String(sent?.[1]?.body))).toEqual({
    ...{ usage_type: "api", valid_from: "2026-12-01", currency: "USD", model: "unit" },
    ...{ unit_amount: "0.0002", charge_zero: true },
  });
});

it("sends nothing that the contract refuses, and names the field", async () => {
  const fetched = show(true);
  const user = userEvent.setup();
  await user.click((await rowOf("API requests")).getByRole("button", { name: /^Change/ }));
  const amount = await screen.findByLabelText<HTMLInputElement>("Unit amount");
  fireEvent.change(amount, { target: { value: "-1" } });
  await user.click(screen.getByRole("button", { name: "Save price" }));
  expect(screen.getByText("must not be negative")).toBeTruthy();
  await vi.waitFor(() => expect(document.activeElement).toBe(amount));
  const saved = fetched.mock.calls.filter(([address]) => address === "/api/billing/prices");
  expect(saved).toEqual([]);
  fireEvent.change(amount, { target: { value: "1" } });
  expect(screen.queryByText("must not be negative")).toBeNull();
});

it("puts what the server refuses at its field, and keeps what was typed", async () => {
  const problem = {
    ...{ code: "invalid_date", detail: "valid_from: must lie in the years 2000 to 2100" },
    errors: { valid_from: ["must lie in the years 2000 to 2100"] },
  };
  show(true, () => Response.json(problem, { status: 400 }));
  const user = userEvent.setup();
  await user.click((await rowOf("API requests")).getByRole("button", { name: /^Change/ }));
  await user.click(screen.getByRole("button", { name: "Save price" }));
  await vi.waitFor(
    () => expect(screen.getByLabelText("Valid from").getAttribute("aria-invalid")).toBe("true"),
    5000,
  );
  expect(screen.getByLabelText<HTMLInputElement>("Unit amount").value).toBe("0.0001");
});

it("previews what the last billing period would have cost", async () => {
  const fetched = show(true);
  const user = userEvent.setup();
  await user.click((await rowOf("API requests")).getByRole("button", { name: /^Change/ }));
  const preview = within(screen.getByRole("region", { name: /^Last billing period, 1 – 31\sOct 2026$/ }));
  await preview.findByText("1,000 requests");
  fireEvent.change(screen.getByLabelText("Unit amount"), { target: { value: "" } });
  expect(preview.getByText("Shown as soon as the price is complete.")).toBeTruthy();
  fireEvent.change(screen.getByLabelText("Unit amount"), { target: { value: "0.0003" } });
  // 1000 at 0.0001 and at 0.0003.
  expect(await preview.findByText("$0.30, $0.20 more", {}, { timeout: 5000 })).toBeTruthy();
  expect(preview.getByText("$0.10")).toBeTruthy();
  const asked = fetched.mock.calls.filter(([address]) => String(address).endsWith("/estimate"));
  expect(JSON.parse(String(asked.at(-1)?.[1]?.body))).toMatchObject({
    ...{ start_date: "2026-10-01", end_date: "2026-10-31", prices: [{ unit_amount: "0.0003" }] },
  });
});

it("ends an own price on a day", async () => {
  const fetched = show(true, () => new Response(null, { status: 204 }));
  const user = userEvent.setup();
  await user.click((await rowOf("Calls")).getByRole("button", { name: /^End/ }));
  await user.click(screen.getByRole("button", { name: "End price" }));
  const sent = await sentBy(fetched, "PATCH");
  expect(sent?.[0]).toBe("/api/billing/prices/0d9c1a52-7f3e-4c55-9d0b-6a1f2e3b4c5d");
  expect(JSON.parse(String(sent?.[1]?.body))).toEqual({
    valid_until: new Date().toISOString().slice(0, 10),
  });
});
