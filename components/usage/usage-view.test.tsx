import { cleanup, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { renderInView } from "@/components/filters/view-fixture";
import { GranularLists } from "@/components/usage/granular-lists";
import { MeterCards } from "@/components/usage/meter-cards";
import { MovedDatesNotice, OpeningNotice } from "@/components/usage/notices";
import { makeAnswer, makeCompared, makeEarlier, makeResult } from "@/components/usage/series-fixture";
import { UsageChart } from "@/components/usage/usage-chart";
import { UsageTable } from "@/components/usage/usage-table";

vi.mock("next/navigation", () => ({ useSearchParams: () => new URLSearchParams() }));
// Menus and charts take their time in jsdom on a busy machine.
vi.setConfig({ testTimeout: 20_000 });

const window_ = { window_start: "2026-10-24T00:00:00.000Z", window_end: "2026-11-23T00:00:00.000Z" };
const byMeter = [
  makeResult(["api"], "API requests", ["10", "1240", "50"]),
  makeResult(["file_uploads"], "File uploads", ["0", "2", "0"]),
];
const byProvider = [
  makeResult(["api", "aws"], "aws", ["10", "1000", "40"]),
  makeResult(["api", "github"], "github", ["0", "200", "10"]),
  makeResult({ other: "api" }, "Other (135)", ["0", "40", "0"]),
];
const granular = {
  summary: {
    total_uploads: 3,
    total_file_size: "15",
    successful_uploads: 3,
    failed_uploads: 0,
    total_requests: 0,
    successful_requests: 0,
    failed_requests: 0,
    avg_response_time_ms: null,
    p95_response_time_ms: null,
  },
  series: [],
  file_types: [
    { file_type: "text/markdown", total_uploads: 2, total_file_size: "10", percentage: "66.67" },
    { file_type: null, total_uploads: 1, total_file_size: "5", percentage: "33.33" },
  ],
  providers: [
    { provider: "github", total_uploads: 3, total_file_size: "15", total_requests: 0, percentage: "100.00" },
  ],
  meta: makeAnswer([]).meta,
};
const imports = [
  {
    file: "access.log",
    kind: "requests",
    shift_weeks: 600,
    read: 1,
    accepted: 1,
    skipped: 0,
    rejected: 0,
    events: 1,
    finished_at: "2026-11-22T14:03:22.000Z",
  },
];

type Answers = Record<string, () => Response>;
const problem = (status: number, code: string) =>
  Response.json({ code, detail: "The database does not answer.", request_id: "r-7" }, { status });

/** Answers every question of the page; a test replaces what it is about. */
function answer(replaced: Answers = {}) {
  const answers: Answers = {
    breakdown: () => Response.json(makeAnswer(byProvider)),
    overview: () => Response.json(makeAnswer(byMeter)),
    totals: () =>
      Response.json([
        { feature_key: "api", unit: "request", quantity: "1300", ...window_ },
        { feature_key: "file_uploads", unit: "upload", quantity: "2", ...window_ },
      ]),
    granular: () => Response.json(granular),
    imports: () => Response.json({ imports }),
    ...replaced,
  };
  const asked: URL[] = [];
  vi.stubGlobal("fetch", async (address: string) => {
    const url = new URL(address, "http://localhost");
    asked.push(url);
    return answers[nameOf(url)]?.() ?? problem(404, "not_found");
  });
  return asked;
}

function nameOf({ pathname, searchParams }: URL): string {
  if (pathname === "/api/billing/usage") {
    return searchParams.get("breakdowns")?.includes("provider") ? "breakdown" : "overview";
  }
  if (pathname.endsWith("/usage-totals")) return "totals";
  return pathname.split("/").at(-1) ?? "";
}

const user = userEvent.setup({ delay: null });
beforeEach(() => answer());
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe("a meter card", () => {
  it("says how the meter stands against its quota, and nothing without one", async () => {
    const shared = { period: "month", hard: false, source: "own", projected_crossing: null };
    const month = { period_start: "2026-11-01T00:00:00.000Z", period_end: "2026-12-01T00:00:00.000Z" };
    const api = { usage_type: "api", display_name: "API requests", unit: "request", ...shared, ...month };
    const uploads = {
      usage_type: "file_uploads",
      display_name: "Uploads",
      unit: "upload",
      ...shared,
      ...month,
    };
    const quotas = [
      { ...api, limit: "2000", ratio: "0.65", used: "1300", status: "ok" },
      { ...uploads, limit: null, ratio: null, used: "2", status: "no_quota" },
    ];
    answer({ quotas: () => Response.json({ quotas, first_crossing: null }) });
    renderInView(<MeterCards />);
    const card = await screen.findByRole("radio", { name: /API requests/ });
    expect(await within(card).findByText(/^65\s% of 2K this month$/)).toBeDefined();
    expect(screen.queryAllByRole("img", { name: /^Quota/ })).toHaveLength(1);
  });

  it("says its total short for the eye and exactly for everyone", async () => {
    renderInView(<MeterCards />);
    const card = await screen.findByRole("radio", { name: /API requests/ });
    expect(card.textContent).toContain("1.3K");
    expect(within(card).getByText("1,300 requests")).toBeDefined();
    expect(screen.getByRole("radio", { name: /All meters/ }).getAttribute("aria-checked")).toBe("true");
  });

  it("shows only its meter when chosen, and all again", async () => {
    const { url } = renderInView(<MeterCards />);
    await user.click(await screen.findByRole("radio", { name: /File uploads/ }));
    await waitFor(() => expect(url()).toBe("?type=file_uploads"));
    await user.click(screen.getByRole("radio", { name: /All meters/ }));
    await waitFor(() => expect(url()).toBe(""));
  });

  it("says that it does not follow the filters", async () => {
    renderInView(<MeterCards />, "?provider=aws");
    expect(await screen.findByText(/the filters narrow what is below/)).toBeDefined();
  });

  it("tells a failure with its request id and reads again", async () => {
    let away = true;
    answer({ totals: () => (away ? problem(403, "conflict") : Response.json([])) });
    renderInView(<MeterCards />);
    expect(await screen.findByText("The database does not answer.")).toBeDefined();
    expect(screen.getByText("r-7")).toBeDefined();
    away = false;
    await user.click(screen.getByRole("button", { name: "Try again" }));
    await waitFor(() => expect(screen.queryByText("The database does not answer.")).toBeNull());
  });

  it("says who can give access, or leads to the sign-in", async () => {
    answer({ totals: () => problem(403, "forbidden") });
    const { unmount } = renderInView(<MeterCards />);
    expect(await screen.findByText(/Ask an owner of the organization/)).toBeDefined();
    unmount();
    answer({ totals: () => problem(401, "unauthorized") });
    renderInView(<MeterCards />);
    const link = await screen.findByRole("link", { name: "Sign in" });
    expect(link.getAttribute("href")).toMatch(/^\/sign-in\?callbackUrl=/);
  });
});

describe("the chart", () => {
  it("hides a series by its key in the URL and keeps the total of all", async () => {
    const { url } = renderInView(<UsageChart />, "?breakdown=provider");
    const legend = await screen.findByRole("button", { name: /^github/ });
    await user.click(legend);
    await waitFor(() => expect(new URLSearchParams(url()).get("hidden")).toBe('["api"\\,"github"]'));
    expect(legend.getAttribute("aria-pressed")).toBe("false");
    expect(screen.getByText("Total of all series, hidden ones included")).toBeDefined();
    expect(screen.getByText("1,300 requests")).toBeDefined();
  });

  it("says how many series are folded", async () => {
    renderInView(<UsageChart />, "?breakdown=provider");
    expect(await screen.findByText("Showing the 2 largest of 137; the others are in Other")).toBeDefined();
  });

  it("draws meters of different units in panels of their own", async () => {
    renderInView(<UsageChart />);
    expect(await screen.findByRole("heading", { name: /API requests/, level: 3 })).toBeDefined();
    expect(screen.getByRole("heading", { name: /File uploads/, level: 3 })).toBeDefined();
  });

  it("says why it is empty and clears the filters", async () => {
    answer({ breakdown: () => Response.json(makeAnswer([])) });
    const { url } = renderInView(<UsageChart />, "?breakdown=provider&team=nobody");
    expect(await screen.findByText(/No usage for these filters in 24\sOct – 22\sNov/)).toBeDefined();
    await user.click(screen.getByRole("button", { name: "Clear filters" }));
    await waitFor(() => expect(url()).toBe("?breakdown=provider"));
  });

  it("shows how to begin where nothing was ever recorded", async () => {
    answer({ overview: () => Response.json(makeAnswer([])), totals: () => Response.json([]) });
    renderInView(<UsageChart />);
    expect(await screen.findByText(/Usage appears here as soon as/)).toBeDefined();
  });

  it("says 0 where everything is 0, which is not empty", async () => {
    answer({
      breakdown: () => Response.json(makeAnswer([makeResult(["api", "aws"], "aws", ["0", "0", "0"])])),
    });
    renderInView(<UsageChart />, "?breakdown=provider");
    expect(await screen.findByText("0 in this period")).toBeDefined();
  });
});

describe("the table", () => {
  const rowNames = () => screen.getAllByRole("rowheader").map((cell) => cell.textContent);

  it("has a row per series, the newest point first, and sums that agree", async () => {
    renderInView(<UsageTable />, "?breakdown=provider");
    await screen.findByText("aws");
    const headers = screen
      .getAllByRole("columnheader")
      .map((cell) => cell.textContent?.replace("\u00a0", " "));
    expect(headers).toEqual(["Series", "Total (requests)", "Share", "22 Nov", "21 Nov", "20 Nov"]);
    const cells = screen.getAllByRole("row").map((row) =>
      within(row)
        .queryAllByRole("cell")
        .map((cell) => cell.textContent?.replace("\u00a0", " ")),
    );
    // 1050 of 1300 is 80.77 %, 210 is 16.15 %, 40 is 3.08 %.
    expect(cells.slice(1)).toEqual([
      ["1,050", "80.77 %", "40", "1,000", "10"],
      ["210", "16.15 %", "10", "200", "0"],
      ["40", "3.08 %", "0", "40", "0"],
      ["1,300", "", "50", "1,240", "10"],
    ]);
  });

  it("orders by a column in the URL", async () => {
    const { url } = renderInView(<UsageTable />, "?breakdown=provider");
    await screen.findByText("aws");
    await user.click(screen.getByRole("button", { name: "Series" }));
    await waitFor(() => expect(url()).toBe("?breakdown=provider&sort=name"));
    expect(rowNames()).toEqual(["aws", "github", "Other (135)", "Total"]);
    await user.click(screen.getByRole("button", { name: "Series" }));
    await waitFor(() => expect(rowNames()).toEqual(["Other (135)", "github", "aws", "Total"]));
  });

  it("filters to a row by click, and unfolds the rest", async () => {
    const asked = answer();
    const { url } = renderInView(<UsageTable />, "?breakdown=provider");
    await user.click(await screen.findByRole("button", { name: "github" }));
    await waitFor(() => expect(url()).toBe("?breakdown=provider&type=api&provider=github"));
    expect(asked.at(-1)?.searchParams.get("top")).toBe("8");
    await user.click(screen.getByRole("button", { name: "Other (135)" }));
    await waitFor(() => expect(asked.at(-1)?.searchParams.has("top")).toBe(false));
  });

  it("saves exactly what it shows", async () => {
    const saved: Blob[] = [];
    const names: string[] = [];
    URL.createObjectURL = (blob) => `blob:${saved.push(blob as Blob)}`;
    URL.revokeObjectURL = () => {};
    const click = vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (
      this: HTMLAnchorElement,
    ) {
      names.push(this.download);
    });
    renderInView(<UsageTable />, "?breakdown=provider");
    await screen.findByText("aws");
    await user.click(screen.getByRole("button", { name: "Download CSV" }));
    expect(await saved[0]?.text()).toBe(
      [
        "Series,Total,2026-11-20,2026-11-21,2026-11-22",
        "aws,1050,10,1000,40",
        "github,210,0,200,10",
        "Other,40,0,40,0",
        "",
      ].join("\r\n"),
    );
    expect(names[0]).toMatch(/^acme_usage_2026-10-24_2026-11-22_day_\d{8}T\d{6}Z\.csv$/);
    click.mockRestore();
  });
});

describe("compared with the earlier range", () => {
  const compared = [
    makeResult(["api", "aws"], "aws", ["10", "1000", "40"]),
    makeEarlier(["api", "aws"], "aws", ["20", "480", "0"]),
    makeResult(["api", "github"], "github", ["0", "200", "10"]),
    makeEarlier(["api", "github"], "github", ["0", "0", "0"]),
  ];
  // 40 of the earlier 540 were of a provider that has nothing now.
  const whole = [
    makeResult(["api"], "API requests", ["10", "1200", "50"]),
    makeEarlier(["api"], "API requests", ["20", "500", "20"]),
  ];
  beforeEach(() =>
    answer({
      breakdown: () => Response.json(makeCompared(compared)),
      overview: () => Response.json(makeCompared(whole)),
    }),
  );
  const plain = (element: Element | null) => element?.textContent?.replaceAll("\u00a0", " ");

  it("says the change of the total, its days and what they came to", async () => {
    renderInView(<UsageChart />, "?breakdown=provider&compare=previous");
    // 1,260 against 540 is 133.3 % more.
    expect(await screen.findByText(/^up 133\.3\s% against 17 – 19\sNov$/)).toBeDefined();
    expect(screen.getByText("540 requests")).toBeDefined();
    expect(screen.getByText("(+720 requests)")).toBeDefined();
  });

  it("keeps all numbers in the chart's table", async () => {
    renderInView(<UsageChart />, "?breakdown=provider&compare=previous&chart=table");
    const table = await screen.findByRole("table");
    const rows = within(table)
      .getAllByRole("row")
      .map((row) => [...row.querySelectorAll("th, td")].map(plain));
    expect(rows[1]).toEqual([
      "Sun, 22 Nov 2026partial",
      "Thu, 19 Nov 2026",
      "40",
      "0",
      "10",
      "0",
      "50",
      "20",
      "+150.0 %",
    ]);
    expect(rows.at(-1)).toEqual(["Total", "", "1,050", "500", "210", "0", "1,260", "540", "+133.3 %"]);
  });

  it("has a column pair in the breakdown, and says what has no row any more", async () => {
    renderInView(<UsageTable />, "?breakdown=provider&compare=previous");
    await screen.findByText(/40 requests of it belongs to what is not in this range/);
    const rows = screen.getAllByRole("row").map((row) => [...row.querySelectorAll("th, td")].map(plain));
    expect(rows[0]?.slice(2, 5)).toEqual(["Share", "Previous", "Change"]);
    // 1,050 against 500; 210 against nothing; in all 1,260 against 540.
    expect(rows[1]?.slice(3, 5)).toEqual(["500", "+110.0 %up 110.0 %, +550"]);
    expect(rows[2]?.slice(3, 5)).toEqual(["0", "Newnew, +210"]);
    expect(rows[3]?.slice(3, 5)).toEqual(["540", "+133.3 %"]);
  });

  it("shows the change on the meter's card", async () => {
    renderInView(<MeterCards />, "?compare=previous");
    const card = await screen.findByRole("radio", { name: /API requests/ });
    // 1,300 by the totals against 540.
    expect(await within(card).findByText(/^up 140\.7\s% against 17 – 19\sNov$/)).toBeDefined();
  });

  it("asks for the whole only where there are parts", async () => {
    const asked = answer({ breakdown: () => Response.json(makeCompared(compared)) });
    renderInView(<UsageChart />, "?breakdown=provider&compare=previous_year");
    await waitFor(() => expect(asked.filter(({ pathname }) => pathname.endsWith("/usage"))).toHaveLength(3));
    expect(asked.every((url) => !url.searchParams.has("compare_start_date"))).toBe(true);
    const uncompared = answer();
    renderInView(<UsageChart />, "?breakdown=provider&range=7d");
    await waitFor(() =>
      expect(uncompared.filter(({ pathname }) => pathname.endsWith("/usage"))).toHaveLength(2),
    );
  });
});

describe("the bar lists", () => {
  it("filter by click and let go with the next", async () => {
    const { url } = renderInView(<GranularLists />);
    const markdown = await screen.findByRole("button", { name: /^Markdown/ });
    await user.click(markdown);
    await waitFor(() => expect(url()).toBe("?file_type=text/markdown"));
    expect(markdown.getAttribute("aria-pressed")).toBe("true");
    await user.click(screen.getByRole("button", { name: /^No file type/ }));
    await waitFor(() => expect(url()).toBe("?file_type=text/markdown,~"));
    await user.click(screen.getByRole("button", { name: /^Markdown/ }));
    await waitFor(() => expect(url()).toBe("?file_type=~"));
  });

  it("say what is missing", async () => {
    renderInView(<GranularLists />);
    expect(await screen.findByText("No requests in this range")).toBeDefined();
  });
});

it("tells apart what was loaded as sums", async () => {
  const opening = [{ usage_type: "api", total: "7", data_exact: ["0", "7", "0"] }];
  const loaded = (results: typeof byMeter) => () => {
    const whole = makeAnswer(results);
    return Response.json({ ...whole, meta: { ...whole.meta, opening } });
  };
  answer({ overview: loaded(byMeter), breakdown: loaded(byProvider) });
  renderInView(<OpeningNotice />);
  expect(await screen.findByText(/without single events: API requests 7 requests/)).toBeDefined();
});

it("says that recorded dates were moved, file by file", async () => {
  renderInView(<MovedDatesNotice />);
  expect(await screen.findByText("Recorded data, dates moved: 1 file by 600 weeks")).toBeDefined();
  expect(screen.getByText("access.log: 600 weeks")).toBeDefined();
});
