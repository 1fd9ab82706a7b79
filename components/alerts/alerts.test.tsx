import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it, vi } from "vitest";
import { AlertBell } from "@/components/alerts/alert-bell";
import {
  alertsAnswer,
  alertsServer,
  makeAlert,
  makeQuota,
  renderAlerts,
  said,
} from "@/components/alerts/alerts-fixture";
import { CLOSED_ALERTS_COOKIE, closedAlerts } from "@/components/alerts/closed-alerts-cookie";
import { DestinationsCard } from "@/components/alerts/destinations-card";
import { ExceededBanner } from "@/components/alerts/exceeded-banner";
import { HistoryCard } from "@/components/alerts/history-card";
import { NearestQuotas } from "@/components/alerts/nearest-quotas";
import { QuotasCard } from "@/components/alerts/quotas-card";

// Menus and dialogs take their time in jsdom on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const NAMES = new Map([["api", "API requests"]]);
const { answer, sent, count } = alertsServer();

beforeEach(() => window.localStorage.clear());

const quotas = (...list: ReturnType<typeof makeQuota>[]) => ({ quotas: list, first_crossing: null });

it("lists quotas, the gravest first, with their state in a word", async () => {
  const exceeded = makeQuota({
    usage_type: "storage",
    display_name: "Storage",
    status: "exceeded",
    ratio: "1.2",
    used: "1200",
  });
  const none = makeQuota({
    usage_type: "compute",
    status: "no_quota",
    limit: null,
    ratio: null,
    source: null,
  });
  answer({ "GET /quotas": quotas(makeQuota(), none, exceeded) });
  renderAlerts(<QuotasCard timezone="UTC" mayEdit={false} names={NAMES} />);
  const rows = (await screen.findAllByRole("row")).slice(1);
  expect(rows.map((row) => within(row).getByRole("rowheader").textContent)).toEqual([
    "storage",
    "API requests",
    "compute",
  ]);
  expect(rows.map((row) => row.textContent?.match(/Exceeded|OK|No quota/)?.[0])).toEqual([
    "Exceeded",
    "OK",
    "No quota",
  ]);
  expect(screen.getByRole("img", { name: /API requests: 620 requests, 62.% of the limit/ })).toBeTruthy();
  expect(screen.queryByRole("button", { name: /Edit/ })).toBeNull();
});

it("tells a limit of nothing from none, and folds many meters without a quota", async () => {
  const without = ["a", "b", "c", "d"].map((key) =>
    makeQuota({ usage_type: key, status: "no_quota", limit: null, ratio: null, source: null }),
  );
  const nothing = makeQuota({
    usage_type: "nothing",
    limit: "0",
    used: "3",
    ratio: null,
    status: "exceeded",
  });
  const unused = makeQuota({ usage_type: "unused", limit: "0", used: "0", ratio: null, status: "ok" });
  const unlimited = makeQuota({ usage_type: "unlimited", limit: null, ratio: null, status: "unlimited" });
  answer({ "GET /quotas": quotas(...without, nothing, unused, unlimited) });
  renderAlerts(<QuotasCard timezone="UTC" mayEdit={false} names={new Map()} />);
  const rows = (await screen.findAllByRole("row")).slice(1);
  const stateOf = (row: HTMLElement) => row.textContent?.match(/Exceeded|OK|Unlimited|No quota/)?.[0];
  expect(rows.map((row) => [within(row).getByRole("rowheader").textContent, stateOf(row)])).toEqual([
    ["nothing", "Exceeded"],
    ["unused", "OK"],
    ["unlimited", "Unlimited"],
  ]);
  expect(rows[0]?.textContent).toContain("Already");
  expect(screen.getByRole("img", { name: "nothing: 3 requests, and the limit is 0" })).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Show 4 meters without a quota" }));
  expect(screen.getAllByRole("rowheader").map(({ textContent }) => textContent)).toEqual([
    ...["nothing", "unused", "unlimited"],
    ...["a", "b", "c", "d"],
  ]);
});

it("edits a quota, and refuses what is no number before it is sent", async () => {
  answer({ "GET /quotas": quotas(makeQuota()), "PUT /quotas": quotas(makeQuota({ limit: "2000" })) });
  renderAlerts(<QuotasCard timezone="UTC" mayEdit names={NAMES} />);
  await userEvent.click(await screen.findByRole("button", { name: "Edit the quota of API requests" }));
  const limit = await screen.findByRole("textbox", { name: "Limit in requests" });
  await userEvent.clear(limit);
  await userEvent.type(limit, "lots");
  await userEvent.click(screen.getByRole("button", { name: "Save quota" }));
  expect(screen.getByText(/The limit must be a plain decimal number/)).toBeTruthy();
  expect(sent("PUT")).toEqual([]);
  await userEvent.clear(limit);
  await userEvent.type(limit, "2000");
  await userEvent.click(screen.getByRole("button", { name: "Save quota" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(sent("PUT")[0]?.body).toEqual([{ usage_type: "api", period: "month", hard: false, limit: "2000" }]);
});

it("rings with what is unread, and has it read when it closes", async () => {
  const seen = makeAlert({
    id: "5f0c1a52-7f3e-4c55-9d0b-6a1f2e3b4c5e",
    read: true,
    level: "warning",
    summary: "Storage: old",
  });
  answer({ "GET /alerts": alertsAnswer(makeAlert(), seen), "POST /alerts/read": { unread: 0 } });
  renderAlerts(<AlertBell />);
  const bell = await screen.findByRole("button", { name: "Alerts, 1 unread" });
  await userEvent.click(bell);
  expect((await screen.findAllByRole("listitem")).map((item) => item.textContent)).toEqual([
    expect.stringMatching(/^Exceeded.*new.*API requests: 1,000/),
    expect.stringMatching(/^Warning.*Storage: old$/),
  ]);
  expect(sent("POST")).toEqual([]);
  await userEvent.keyboard("{Escape}");
  await waitFor(() => expect(sent("POST")).toEqual([{ method: "POST", path: "/alerts/read", body: {} }]));
});

const cookie = (name: string) =>
  document.cookie
    .split("; ")
    .find((one) => one.startsWith(`${name}=`))
    ?.slice(name.length + 1);

it("shows what is exceeded above the page until it is closed", async () => {
  answer({
    "GET /alerts": alertsAnswer(
      makeAlert(),
      makeAlert({ id: "5f0c1a52-7f3e-4c55-9d0b-6a1f2e3b4c5e", level: "warning" }),
    ),
  });
  const first = renderAlerts(<ExceededBanner initiallyClosed={[]} />);
  await screen.findByRole("region", { name: "Exceeded limits" });
  await userEvent.click(screen.getByRole("button", { name: "Close for this period" }));
  expect(screen.queryByRole("region")).toBeNull();
  first.unmount();
  renderAlerts(<ExceededBanner initiallyClosed={closedAlerts(cookie(CLOSED_ALERTS_COOKIE))} />);
  await waitFor(() => expect(count()).toBe(2));
  expect(screen.queryByRole("region")).toBeNull();
});

it("tells the history of an alert, and acknowledges it", async () => {
  const alert = makeAlert({
    recovered_at: "2026-11-21T12:00:00.000Z",
    recrossed_at: "2026-11-22T12:00:00.000Z",
    deliveries: [
      {
        ...{
          id: "d",
          channel: "webhook",
          recipient: "On-call",
          state: "failed",
          attempts: 10,
          last_error: "The receiver answered 500.",
        },
        ...{ next_attempt_at: null, created_at: "2026-11-20T12:00:00.000Z", delivered_at: null },
      },
    ],
  });
  answer({
    "GET /alerts": alertsAnswer(alert),
    [`POST /alerts/${alert.id}/acknowledge`]: alert,
    [`POST /alerts/${alert.id}/resend`]: alert,
  });
  renderAlerts(<HistoryCard timezone="UTC" mayEdit />);
  const item = await screen.findByRole("listitem");
  expect(said(item)).toMatch(/20 Nov 2026.*recovered .*21 Nov 2026.*crossed again .*22 Nov 2026/);
  expect(said(item)).toContain("now 1K requests · told: On-call (failed: The receiver answered 500.)");
  expect(within(item).getByRole("link").getAttribute("href")).toBe(alert.link);
  await userEvent.click(within(item).getByRole("button", { name: /^Acknowledge/ }));
  await userEvent.click(within(item).getByRole("button", { name: /^Send again/ }));
  await waitFor(() =>
    expect(sent("POST").map(({ path }) => path.split("/").at(-1))).toEqual(["acknowledge", "resend"]),
  );
});

it("says when nothing has fired, and what failed", async () => {
  answer({ "GET /alerts": alertsAnswer() });
  const first = renderAlerts(<HistoryCard timezone="UTC" mayEdit={false} />);
  expect(await screen.findByText("Nothing has fired yet.")).toBeTruthy();
  first.unmount();
  answer({});
  renderAlerts(<HistoryCard timezone="UTC" mayEdit={false} />);
  expect(await screen.findByText("The database does not answer.")).toBeTruthy();
});

it("shows the two quotas nearest to their limit at the foot of the sidebar", async () => {
  const list = ["0.1", "0.91", "0.5"].map((ratio, at) =>
    makeQuota({
      usage_type: `meter_${at}`,
      display_name: `Meter ${at}`,
      ratio,
      status: at === 1 ? "critical" : "ok",
    }),
  );
  answer({ "GET /quotas": quotas(...list) });
  renderAlerts(<NearestQuotas />);
  const link = await screen.findByRole("link");
  expect(
    within(link)
      .getAllByRole("img")
      .map((bar) => bar.getAttribute("aria-label")?.replace("\u00a0", " ")),
  ).toEqual(["Meter 1: 91 % of the quota", "Meter 2: 50 % of the quota"]);
});

it("adds a destination with its secret shown once, and sends a test", async () => {
  const made = {
    ...{
      id: "5f0c1a52-7f3e-4c55-9d0b-6a1f2e3b4c5d",
      channel: "email",
      name: "On-call",
      address: "on-call@example.test",
    },
    ...{ enabled: true, disabled_reason: null, created_at: "2026-11-20T12:00:00.000Z" },
  };
  const delivery = {
    ...{ id: "d", channel: "email", recipient: "On-call", state: "delivered", attempts: 1, last_error: null },
    ...{ next_attempt_at: null, created_at: made.created_at, delivered_at: made.created_at },
  };
  answer({
    "GET /alert-destinations": {
      alert_destinations: [made],
      pagination: { page: 1, limit: 200, total_items: 1, total_pages: 1, next_cursor: null },
    },
    "POST /alert-destinations": { ...made, secret: "whsec_shown-once" },
    [`POST /alert-destinations/${made.id}/test`]: delivery,
  });
  renderAlerts(<DestinationsCard />);
  await userEvent.click(await screen.findByRole("button", { name: "Send a test to On-call" }));
  await userEvent.type(screen.getByRole("textbox", { name: "Name of the destination" }), "On-call");
  await userEvent.type(screen.getByRole("textbox", { name: "Mail address" }), "on-call@example.test");
  await userEvent.click(screen.getByRole("button", { name: "Add destination" }));
  expect(await screen.findByText("whsec_shown-once")).toBeTruthy();
  expect(sent("POST").map(({ path, body }) => [path.split("/").at(-1), body])).toEqual([
    ["test", undefined],
    ["alert-destinations", { channel: "email", name: "On-call", address: "on-call@example.test" }],
  ]);
});
