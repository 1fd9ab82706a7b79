import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import Big from "big.js";
import { parse } from "csv-parse/sync";
import { expect, screenshotPath, test } from "./fixtures";

/** The Free plan: 100,000 function invocations in a billing period, at 0.0002 each. */
const METER = "functions";

async function invoke(page: Page, invocations: number): Promise<void> {
  const event = {
    ...{ specversion: "1.0", id: randomUUID(), source: "e2e", type: "usage" },
    data: { usage_type: METER, quantity: String(invocations) },
  };
  // As a program would, and from the origin that a signed-in browser has to come from.
  const headers = { origin: new URL(page.url()).origin };
  const sent = await page.request.post("/api/billing/events", { data: event, headers });
  expect(await sent.json()).toMatchObject({ accepted: 1 });
}

/** Waits until the check that follows events has told of so much; no clock but the server's is looked at. */
async function alerted(page: Page, thresholds: string[]): Promise<void> {
  const told = async () => {
    const { alerts } = await (await page.request.get(`/api/billing/alerts?usage_type=${METER}`)).json();
    return alerts.map(({ threshold }: { threshold: string }) => threshold);
  };
  await expect.poll(told, { message: "alerts that fired" }).toEqual(thresholds);
}

const card = (page: Page) => page.getByRole("radio", { name: /^Function invocations/ });
const bell = (page: Page) => page.getByRole("button", { name: /^Alerts/ });
const banner = (page: Page) => page.getByRole("region", { name: "Exceeded limits" });
const SENTENCE =
  /Function invocations: 100,000 invocations of 100,000 in this billing period, at or above 100 %/;

/** The quota as each place shows it: its share, and the state of its bar. */
async function expectQuota(page: Page, share: string, state: string): Promise<void> {
  await page.goto("/usage");
  await expect(card(page)).toContainText(`${share} of 100K`);
  await expect(card(page).getByRole("img", { name: `Quota: ${state.toLowerCase()}` })).toBeVisible();
  const sidebar = page.getByRole("link", { name: /^Quotas/ });
  await expect(
    sidebar.getByRole("img", { name: `Function invocations: ${share} of the quota` }),
  ).toBeVisible();
  await page.goto("/alerts");
  const row = page.getByRole("region", { name: "Quotas" }).getByRole("row", { name: /Function invocations/ });
  await expect(row).toContainText(share);
  await expect(row).toContainText(state);
}

async function expectSpend(page: Page, amount: string): Promise<void> {
  await page.goto("/spend");
  await expect(page.getByTestId("spent")).toContainText(amount);
}

test("usage rises: spend moves, the quota turns, the bell rings, and the export has the same total", async ({
  ownPage: page,
}) => {
  // A dozen pages one after the other.
  test.slow();
  await page.goto("/usage");
  await expect(bell(page)).toHaveAccessibleName("Alerts");

  await invoke(page, 62_000);
  await expectQuota(page, "62 %", "OK");
  await expectSpend(page, "$12.40");

  await invoke(page, 30_000);
  await alerted(page, ["90", "75"]);
  await expectQuota(page, "92 %", "Critical");
  await expectSpend(page, "$18.40");
  // Two thresholds at once: both are recorded, the higher one is told.
  await expect(bell(page)).toHaveAccessibleName("Alerts, 1 unread");
  await expect(banner(page)).toHaveCount(0);

  await invoke(page, 8000);
  await alerted(page, ["100", "90", "75"]);
  await expectQuota(page, "100 %", "Exceeded");
  const history = page.getByRole("region", { name: "History" });
  await expect(history.getByRole("listitem")).toHaveCount(3);
  await expect(history.getByRole("listitem").first()).toContainText(SENTENCE);
  await expectSpend(page, "$20.00");

  await expect(banner(page)).toContainText(SENTENCE);
  await expect(bell(page)).toHaveAccessibleName("Alerts, 2 unread");
  await bell(page).click();
  const entry = page.getByRole("link", { name: SENTENCE });
  await page.screenshot({ path: screenshotPath("limits-bell") });
  await entry.click();
  await expect(page).toHaveURL(/\/usage\?.*type=functions/);
  await expect(bell(page)).toHaveAccessibleName("Alerts");
  const flag = page.getByRole("button", { name: /^Exceeded: .*; Critical: / });
  await flag.click();
  await expect(page.getByText(SENTENCE).last()).toBeVisible();
  await page.screenshot({ path: screenshotPath("limits-flag"), fullPage: true });
  await page.keyboard.press("Escape");

  await banner(page).getByRole("button", { name: "Close for this period" }).click();
  await page.reload();
  await expect(card(page)).toContainText("100 % of 100K");
  await expect(banner(page)).toHaveCount(0);

  const lines = await (await page.request.get("/api/billing/spend/lines")).json();
  const file = await (await page.request.get("/api/billing/export?dataset=lines&format=focus")).text();
  const rows: { BilledCost: string }[] = parse(file, { columns: true });
  const billed = rows.reduce((sum, { BilledCost }) => sum.plus(BilledCost), new Big(0));
  // 100,000 × 0.0002.
  expect([lines.total, billed.toFixed()]).toEqual(["20", "20"]);
});
