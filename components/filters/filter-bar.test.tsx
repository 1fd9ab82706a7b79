import { cleanup, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FilterBar } from "./filter-bar";
import { renderInView } from "./view-fixture";

let search = "";
vi.mock("next/navigation", () => ({ useSearchParams: () => new URLSearchParams(search) }));

const answer = (keys: [key: string, label: string][]) => ({
  status: "ok",
  type: "timeseries",
  customer_id: null,
  results: keys.map(([key, label], index) => ({
    id: index + 1,
    key,
    label,
    breakdown_type: "multiple",
    breakdown_value: JSON.parse(key),
    usage_type: "api",
    aggregation: "sum",
    unit: "request",
    dates: [],
    data: [],
    data_exact: [],
    total: "1",
    event_counts: [],
    compare_label: "current",
  })),
  next: null,
  total_count: keys.length,
  meta: {
    from: "2026-10-24T00:00:00.000Z",
    to: "2026-11-23T00:00:00.000Z",
    timezone: "UTC",
    interval: "day",
    week_start: "monday",
    as_of: "2026-11-22T14:03:22.000Z",
    complete_until: "2026-11-22T14:03:22.000Z",
    buckets: [],
  },
});

function show(link = "") {
  search = link;
  return renderInView(<FilterBar names={{ type: new Map([["api", "API requests"]]) }} />, link);
}

beforeEach(() => {
  vi.stubGlobal("fetch", async () =>
    Response.json(
      answer([
        ['["api","aws"]', "aws"],
        ['["api","github"]', "github"],
        ['["api",null]', "(none)"],
      ]),
    ),
  );
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  window.localStorage.clear();
});

const user = userEvent.setup({ delay: null });
// Menus and calendars take their time in jsdom on a busy machine.
vi.setConfig({ testTimeout: 20_000 });

describe("the date range", () => {
  it("names the preset and the days it means now", () => {
    show();
    expect(
      screen.getByRole("button", { name: /^Date range:\s*Last 30 days\s*24\sOct – 22\sNov$/ }),
    ).toBeDefined();
  });

  it("takes a preset at once, closes, and leaves the default out of the URL", async () => {
    const { url } = show("?start=2026-11-01&end=2026-11-10");
    await user.click(screen.getByRole("button", { name: /1 – 10\sNov/ }));
    await user.click(await screen.findByRole("button", { name: /^Month to date/ }));
    await waitFor(() => expect(url()).toBe("?range=mtd"));
    expect(screen.queryByRole("dialog")).toBeNull();
    await user.click(screen.getByRole("button", { name: /Month to date/ }));
    await user.click(await screen.findByRole("button", { name: /^Last 30 days/ }));
    await waitFor(() => expect(url()).toBe(""));
  });

  it("reads typed days and applies them with Enter", async () => {
    const { url } = show();
    await user.click(screen.getByRole("button", { name: /Last 30 days/ }));
    const first = await screen.findByLabelText("First day");
    await user.clear(first);
    await user.type(first, "now/M");
    const last = screen.getByLabelText("Last day");
    await user.clear(last);
    await user.type(last, "10 Nov{Enter}");
    await waitFor(() => expect(url()).toBe("?start=2026-11-01&end=2026-11-10"));
  });

  it.each([
    ["soon", "2026-11-10", "First day", "This is not a day"],
    ["2026-11-11", "2026-11-10", "Last day", "The last day is before the first"],
    ["2026-11-23", "2026-11-24", "First day", "The first day is in the future"],
  ])("marks %s to %s and applies nothing", async (start, end, field, message) => {
    const { url } = show();
    await user.click(screen.getByRole("button", { name: /Last 30 days/ }));
    for (const [label, text] of [
      ["First day", start],
      ["Last day", end],
    ] as const) {
      await user.clear(await screen.findByLabelText(label));
      await user.type(screen.getByLabelText(label), text);
    }
    await user.click(screen.getByRole("button", { name: "Apply" }));
    expect(screen.getByLabelText(field).getAttribute("aria-invalid")).toBe("true");
    expect(screen.getByText(message)).toBeDefined();
    expect(url()).toBe("");
  });

  it("moves by its whole length and stops at today", async () => {
    const { url } = show();
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Later range" }).disabled).toBe(true);
    await user.click(screen.getByRole("button", { name: "Earlier range" }));
    await waitFor(() => expect(url()).toBe("?start=2026-09-24&end=2026-10-23"));
    await user.click(screen.getByRole("button", { name: "Later range" }));
    await waitFor(() => expect(url()).toBe("?start=2026-10-24&end=2026-11-22"));
  });
});

describe("single keys", () => {
  it("choose ranges and move them", async () => {
    const { url } = show();
    await user.keyboard("m");
    await waitFor(() => expect(url()).toBe("?range=mtd"));
    await user.keyboard("[[");
    await waitFor(() => expect(url()).toBe("?start=2026-10-10&end=2026-10-31"));
  });

  it("compare with the previous period, and stop comparing whatever it was", async () => {
    const { url, unmount } = show();
    await user.keyboard("c");
    await waitFor(() => expect(url()).toBe("?compare=previous"));
    await user.keyboard("c");
    await waitFor(() => expect(url()).toBe(""));
    unmount();
    const year = show("?compare=previous_year");
    await user.keyboard("c");
    await waitFor(() => expect(year.url()).toBe(""));
  });

  it("do nothing while a field has the focus, with a modifier, or when switched off", async () => {
    const { url, unmount } = show();
    await user.click(screen.getByRole("button", { name: /Last 30 days/ }));
    await user.type(await screen.findByLabelText("First day"), "m");
    await user.keyboard("{Escape}{Control>}m{/Control}");
    expect(url()).toBe("");
    unmount();
    window.localStorage.setItem("meterline.single-keys", "off");
    const again = show();
    await user.keyboard("m");
    expect(again.url()).toBe("");
  });
});

it("compares with what is chosen, by name", async () => {
  const { url } = show();
  await user.click(screen.getByRole("button", { name: "Compare with: None" }));
  await user.click(await screen.findByRole("menuitemradio", { name: "Previous period (same weekdays)" }));
  await waitFor(() => expect(url()).toBe("?compare=previous_weekday"));
  expect(screen.getByRole("button", { name: /^Compare with: Previous period \(same/ })).toBeDefined();
});

describe("interval and breakdown", () => {
  it("disables intervals that give too few or too many points and says why", () => {
    show("?range=12m");
    const hour = screen.getByRole<HTMLButtonElement>("radio", { name: /^Hour/ });
    expect(hour.disabled).toBe(true);
    expect(hour.textContent).toContain("8,568 points; at most 1,000 can be shown");
    expect(screen.getByRole("radio", { name: "Month" }).getAttribute("aria-checked")).toBe("true");
  });

  it("keeps two dimensions in the order they were chosen", async () => {
    const { url } = show();
    const open = () => user.click(screen.getByRole("button", { name: /Break down by/ }));
    await open();
    await user.click(await screen.findByRole("menuitemradio", { name: "Team" }));
    await waitFor(() => expect(url()).toBe("?breakdown=team"));
    await open();
    const [, second] = await screen.findAllByRole("group");
    if (!second) throw new Error("There is no second choice.");
    expect(within(second).queryByRole("menuitemradio", { name: "Team" })).toBeNull();
    await user.click(within(second).getByRole("menuitemradio", { name: "Meter" }));
    await waitFor(() => expect(url()).toBe("?breakdown=team,type"));
  });
});

describe("filters", () => {
  it("want and leave out values, offered by the server", async () => {
    const { url } = show();
    await user.keyboard("f");
    await user.click(await screen.findByRole("tab", { name: "Provider" }));
    await user.click(await screen.findByRole("checkbox", { name: "aws" }));
    await user.click(screen.getByRole("button", { name: "Exclude github" }));
    await user.click(screen.getByRole("checkbox", { name: "No provider" }));
    await waitFor(() => expect(url()).toBe("?provider=aws,~,!github"));
  });

  it("search among the values", async () => {
    show();
    await user.keyboard("f");
    await user.click(await screen.findByRole("tab", { name: "Provider" }));
    await screen.findByRole("checkbox", { name: "aws" });
    await user.type(screen.getByLabelText("Search providers"), "git");
    expect(screen.queryByRole("checkbox", { name: "aws" })).toBeNull();
    expect(screen.getByRole("checkbox", { name: "github" })).toBeDefined();
  });

  it("stand as chips that can be removed, one by one or all at once", async () => {
    const { url } = show("?type=api&provider=aws,!github");
    expect(screen.getByText("Meter: API requests")).toBeDefined();
    await user.click(screen.getByRole("button", { name: "Remove filter Provider: not github" }));
    await waitFor(() => expect(url()).toBe("?type=api&provider=aws"));
    await user.click(screen.getByRole("button", { name: "Reset" }));
    await waitFor(() => expect(url()).toBe(""));
    expect(screen.queryByRole("button", { name: "Reset" })).toBeNull();
  });

  it("say how many parts of a link were not understood", () => {
    show("?range=forever&colour=red");
    expect(screen.getByText("2 filters in the link were not understood")).toBeDefined();
  });
});

it("reads days in another zone and goes back to the organization's", async () => {
  const { url } = show();
  await user.click(screen.getByRole("button", { name: "Time zone: UTC" }));
  await user.type(await screen.findByLabelText("Search time zones"), "berlin");
  await user.click(screen.getByRole("button", { name: /Europe\/Berlin/ }));
  await waitFor(() => expect(url()).toBe("?tz=Europe/Berlin"));
  await user.click(screen.getByRole("button", { name: /Time zone: Berlin/ }));
  await user.click(await screen.findByRole("button", { name: /^UTC/ }));
  await waitFor(() => expect(url()).toBe(""));
});
