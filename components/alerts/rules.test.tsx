import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { alertsServer, makeRule, renderAlerts, rulesAnswer, said } from "@/components/alerts/alerts-fixture";
import { RulesCard } from "@/components/alerts/rules-card";

// Menus and dialogs take their time in jsdom on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const METERS = [{ key: "api", name: "API requests", unit: "request" }];
const { answer, sent } = alertsServer();

it("mutes a built-in rule, which cannot be deleted", async () => {
  answer({
    "GET /alert-rules": rulesAnswer(makeRule()),
    "PATCH /alert-rules/quota-api-month": makeRule({ enabled: false }),
  });
  renderAlerts(<RulesCard meters={METERS} timezone="UTC" currency="USD" mayEdit />);
  const row = await screen.findByRole("listitem");
  expect(said(row)).toContain(
    "When API requests of all teams reaches 75, 90, 100 % of its quota, tell in the application, server log.",
  );
  expect(within(row).queryByRole("button", { name: /^Delete/ })).toBeNull();
  await userEvent.click(within(row).getByRole("checkbox"));
  await waitFor(() => expect(sent("PATCH")[0]?.body).toEqual({ enabled: false }));
});

it("writes a rule as a sentence, and tells when it would have fired", async () => {
  const moments = [
    {
      ...{
        at: "2026-10-20T06:00:00.000Z",
        level: "warning",
        usage_type: "api",
        threshold: "90",
        value: "91",
      },
      ...{ period: "month", period_start: "2026-10-01T00:00:00.000Z" },
    },
  ];
  const series = [
    {
      ...{ usage_type: "api", unit: "request", period: "month", dates: ["2026-10-19", "2026-10-20"] },
      ...{ values: ["80", "91"], limits: [{ threshold: "90", values: ["90", "90"] }] },
    },
  ];
  answer({
    "GET /alert-rules": rulesAnswer(makeRule()),
    "POST /alert-rules/preview": {
      ...{ fired: 3, days: 90, from: moments[0]?.at, to: moments[0]?.at, moments, series },
    },
    "POST /alert-rules": makeRule({ id: "own", built_in: false }),
  });
  renderAlerts(<RulesCard meters={METERS} timezone="UTC" currency="USD" mayEdit />);
  await userEvent.click(await screen.findByRole("button", { name: "New rule" }));
  expect(await screen.findByText("Would have fired 3 times in 90 days")).toBeTruthy();
  const picture = await screen.findByRole("application", { name: /^What the rule would have seen/ });
  expect(
    document
      .getElementById(picture.getAttribute("aria-describedby") ?? "")
      ?.textContent?.replaceAll("\u00a0", " "),
  ).toBe(
    "Used since the period began, at the end of each day, 19 Oct to 20 Oct. Crossed at: 90 % is 90 requests.",
  );
  expect(screen.getByText("Tue, 20 Oct 2026, 06:00:00 UTC: 90 % reached with 91 requests")).toBeTruthy();
  const thresholds = screen.getByRole("textbox", { name: /^Thresholds/ });
  await userEvent.clear(thresholds);
  await userEvent.type(thresholds, "many");
  expect(screen.getByText(/many is no number/)).toBeTruthy();
  await userEvent.type(screen.getByRole("textbox", { name: "Name" }), "Nearly full");
  expect(screen.getByRole("button", { name: "Save rule" }).hasAttribute("disabled")).toBe(true);
  await userEvent.clear(thresholds);
  await userEvent.type(thresholds, "95 80");
  await userEvent.type(screen.getByRole("textbox", { name: "Team" }), "web");
  await userEvent.click(screen.getByRole("button", { name: "Save rule" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  const made = sent("POST").find(({ path }) => path === "/alert-rules");
  expect(made?.body).toMatchObject({
    name: "Nearly full",
    kind: "quota_share",
    ...{ usage_type: "api", team_id: "web" },
    thresholds: ["80", "95"],
  });
});

const PREVIEWED = {
  fired: 5,
  ...{ days: 90, from: "2026-08-22T00:00:00.000Z", to: "2026-11-20T00:00:00.000Z", moments: [], series: [] },
};

it("changes a rule of one's own, and says what stays", async () => {
  const own = makeRule({
    ...{ id: "own", name: "Busy web", kind: "usage", limit_of: null, team_id: "web", built_in: false },
    ...{ thresholds: ["500", "1000"], channels: ["in_app", "email"] },
  });
  answer({
    "GET /alert-rules": rulesAnswer(own),
    "POST /alert-rules/preview": PREVIEWED,
    "PATCH /alert-rules/own": own,
  });
  renderAlerts(<RulesCard meters={METERS} timezone="UTC" currency="USD" mayEdit />);
  await userEvent.click(await screen.findByRole("button", { name: "Edit the rule Busy web" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Edit rule" }));
  expect(dialog.getByText("When API requests of team web is above a value in a month")).toBeTruthy();
  expect(dialog.getByText(/What a rule watches stays/)).toBeTruthy();
  expect(dialog.queryByRole("combobox")).toBeNull();
  const name = dialog.getByRole("textbox", { name: "Name" });
  expect(name).toHaveProperty("value", "Busy web");
  const thresholds = dialog.getByRole("textbox", { name: "Thresholds in requests" });
  expect(thresholds).toHaveProperty("value", "500 1000");
  expect(dialog.getByRole("checkbox", { name: "Slack", checked: false })).toBeTruthy();
  await waitFor(() =>
    expect(sent("POST").at(-1)?.body).toMatchObject({
      ...{ kind: "usage", usage_type: "api", team_id: "web", period: "month", thresholds: ["500", "1000"] },
    }),
  );
  await userEvent.clear(name);
  await userEvent.type(name, "Very busy web");
  await userEvent.clear(thresholds);
  await userEvent.type(thresholds, "2000");
  await userEvent.click(dialog.getByRole("checkbox", { name: "Slack" }));
  await userEvent.click(dialog.getByRole("button", { name: "Save rule" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(sent("PATCH").map(({ body }) => body)).toEqual([
    { name: "Very busy web", thresholds: ["2000"], channels: ["in_app", "email", "slack"] },
  ]);
});

it("changes when a built-in rule fires, not its name, and previews its own period only", async () => {
  const budget = makeRule({
    ...{ id: "budget-month", name: "Budget per month", limit_of: "budget", usage_type: null },
  });
  const moment = {
    ...{ at: "2026-10-20T06:00:00.000Z", level: "warning", usage_type: null, threshold: "75", value: "80" },
    ...{ period: "month", period_start: "2026-10-01T00:00:00.000Z" },
  };
  const series = {
    ...{ usage_type: null, unit: "USD", period: "month", dates: ["2026-10-20"], values: ["80"] },
    limits: [{ threshold: "75", values: ["75"] }],
  };
  answer({
    "GET /alert-rules": rulesAnswer(budget),
    "POST /alert-rules/preview": {
      ...PREVIEWED,
      ...{ fired: 3, moments: [moment, { ...moment, period: "day" }, { ...moment, period: "day" }] },
      series: [series, { ...series, period: "day" }],
    },
    "PATCH /alert-rules/budget-month": budget,
  });
  renderAlerts(<RulesCard meters={METERS} timezone="UTC" currency="USD" mayEdit />);
  await userEvent.click(await screen.findByRole("button", { name: "Edit the rule Budget per month" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Edit rule" }));
  expect(dialog.getByText("When spend is above a share of its budget per month")).toBeTruthy();
  expect(dialog.getByRole("textbox", { name: "Name" })).toHaveProperty("disabled", true);
  expect(await dialog.findByText("Would have fired once in 90 days")).toBeTruthy();
  expect(sent("POST")[0]?.body).toMatchObject({ limit_of: "budget", usage_type: null });
  const thresholds = dialog.getByRole("textbox", { name: "Thresholds in % of the budget" });
  await userEvent.type(thresholds, " 110");
  await userEvent.click(dialog.getByRole("button", { name: "Save rule" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(sent("PATCH")[0]?.body).toEqual({
    ...{ thresholds: ["75", "90", "100", "110"], channels: ["in_app", "log"] },
  });
});

it("asks before a rule is deleted", async () => {
  answer({
    "GET /alert-rules": rulesAnswer(makeRule({ id: "own", name: "Busy web", built_in: false })),
    "DELETE /alert-rules/own": {},
  });
  renderAlerts(<RulesCard meters={METERS} timezone="UTC" currency="USD" mayEdit />);
  await userEvent.click(await screen.findByRole("button", { name: "Delete the rule Busy web" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Delete the rule Busy web" }));
  expect(document.activeElement).toBe(dialog.getByRole("button", { name: "Keep it" }));
  await userEvent.keyboard("{Enter}");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(sent("DELETE")).toEqual([]);
  await userEvent.click(screen.getByRole("button", { name: "Delete the rule Busy web" }));
  await userEvent.click(await screen.findByRole("button", { name: "Delete" }));
  await waitFor(() => expect(sent("DELETE")).toHaveLength(1));
});

it("shows own rules first, and folds many", async () => {
  const builtIn = Array.from({ length: 49 }, (_, at) => makeRule({ id: `quota-${at}`, name: `Quota ${at}` }));
  answer({
    "GET /alert-rules": rulesAnswer(...builtIn, makeRule({ id: "own", name: "Own", built_in: false })),
  });
  renderAlerts(<RulesCard meters={METERS} timezone="UTC" currency="USD" mayEdit={false} />);
  const rows = await screen.findAllByRole("listitem");
  expect(rows).toHaveLength(12);
  expect(rows[0]?.textContent).toMatch(/^Own/);
  await userEvent.click(screen.getByRole("button", { name: "Show 38 more rules" }));
  expect(screen.getAllByRole("listitem")).toHaveLength(50);
  expect(screen.queryByRole("button", { name: /more rules/ })).toBeNull();
});

it("watches any meter with a quota", async () => {
  answer({
    "GET /alert-rules": rulesAnswer(makeRule()),
    "POST /alert-rules/preview": PREVIEWED,
    "POST /alert-rules": makeRule({ id: "own", built_in: false }),
  });
  renderAlerts(<RulesCard meters={METERS} timezone="UTC" currency="USD" mayEdit />);
  await userEvent.click(await screen.findByRole("button", { name: "New rule" }));
  await userEvent.type(await screen.findByRole("textbox", { name: "Name" }), "Any");
  screen.getByRole("combobox", { name: "Meter" }).focus();
  // "API requests" is chosen: the next with the letter.
  await userEvent.keyboard("a");
  await userEvent.click(screen.getByRole("button", { name: "Save rule" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  const made = sent("POST").find(({ path }) => path === "/alert-rules");
  expect(made?.body).toMatchObject({ kind: "quota_share", usage_type: null });
});

it("tries the destinations that a rule would tell", async () => {
  const page = { page: 1, limit: 200, total_items: 2, total_pages: 1, next_cursor: null };
  const made = (id: string, channel: string, name: string) => ({
    ...{ id, channel, name, address: "on-call@example.test" },
    ...{ enabled: true, disabled_reason: null, created_at: "2026-11-20T12:00:00.000Z" },
  });
  const mail = made("5f0c1a52-7f3e-4c55-9d0b-6a1f2e3b4c5d", "email", "On-call");
  const chat = made("5f0c1a52-7f3e-4c55-9d0b-6a1f2e3b4c5e", "slack", "Room");
  answer({
    "GET /alert-rules": rulesAnswer(makeRule()),
    "GET /alert-destinations": { alert_destinations: [mail, chat], pagination: page },
    "POST /alert-rules/preview": {
      ...{ fired: 0, days: 90, from: mail.created_at, to: mail.created_at, moments: [], series: [] },
    },
  });
  renderAlerts(<RulesCard meters={METERS} timezone="UTC" currency="USD" mayEdit />);
  await userEvent.click(await screen.findByRole("button", { name: "New rule" }));
  const channels = within(await screen.findByRole("group", { name: "tell" }));
  await userEvent.click(channels.getByRole("checkbox", { name: "Slack" }));
  await userEvent.click(await screen.findByRole("button", { name: "Send test" }));
  await waitFor(() =>
    expect(sent("POST").filter(({ path }) => path.endsWith("/test"))).toEqual([
      { method: "POST", path: `/alert-destinations/${mail.id}/test`, body: undefined },
    ]),
  );
});
