import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";

const PHONE = { viewport: { width: 360, height: 800 } };

/** As a program would, and from the origin that a signed-in browser has to come from. */
async function post(page: Page, path: string, data: object) {
  const headers = { origin: new URL(page.url()).origin };
  const answer = await page.request.post(`/api/billing/${path}`, { data, headers });
  expect(answer.ok(), path).toBe(true);
  return answer.json();
}

/** The Free plan has function invocations at 0.0002 each. */
const invoke = (page: Page, invocations: number) =>
  post(page, "events", {
    ...{ specversion: "1.0", id: randomUUID(), source: "e2e", type: "usage" },
    data: { usage_type: "functions", quantity: String(invocations) },
  });

test("a rule is edited on the page, and fires at its new threshold", async ({ ownPage: page }) => {
  // A dialog, its code and two previews.
  test.slow();
  await page.goto("/alerts");
  await invoke(page, 120);
  const rule = { name: "Busy", kind: "usage", usage_type: "functions", thresholds: ["500"] };
  const { id } = await post(page, "alert-rules", rule);
  await page.reload();
  // A toast speaks of the rule, too.
  const row = page.getByRole("main").getByRole("listitem").filter({ hasText: "Busy" });
  await expect(row).toContainText(
    "When Function invocations of all teams reaches 500 invocations in a billing period",
  );
  await row.getByRole("button", { name: "Edit the rule Busy" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Edit rule" });
  await expect(dialog).toContainText("When Function invocations of all teams is above a value");
  await expect(dialog).toContainText("Would never have fired in 90 days");
  await dialog.getByRole("textbox", { name: "Thresholds in invocations" }).fill("100 200");
  await expect(dialog).toContainText("Would have fired once in 90 days");
  await dialog.getByRole("button", { name: "Save rule" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(row).toContainText("reaches 100 invocations, 200 invocations");
  await post(page, "alerts/check", {});
  const { alerts } = await (await page.request.get("/api/billing/alerts?usage_type=functions")).json();
  expect(alerts).toMatchObject([{ rule_id: id, threshold: "100", value_at_crossing: "120" }]);
  await row.getByRole("button", { name: "Delete the rule Busy" }).click();
  // The safe button has the focus.
  await expect(page.getByRole("button", { name: "Keep it" })).toBeFocused();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(row).toHaveCount(0);
});

test("a credit ends on its last day, and comes off the period's total", async ({ ownPage: page }) => {
  await page.goto("/settings");
  await invoke(page, 100_000);
  const card = page.getByRole("region", { name: "Credits and discounts" });
  await card.getByRole("button", { name: "Add" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Amount in USD").fill("5");
  await dialog.getByLabel("Reason").fill("Goodwill");
  await dialog.getByLabel("Last day").fill("2099-03-31");
  await dialog.getByRole("button", { name: "Grant" }).click();
  await expect(dialog).toHaveCount(0);
  const row = card.getByRole("row", { name: /Goodwill/ });
  await expect(row.getByRole("rowheader")).toHaveText("$5.00 credit");
  await expect(row).toContainText(/\$5\.00.*to 31\sMar 2099/);
  const { adjustments } = await (await page.request.get("/api/billing/adjustments")).json();
  expect(adjustments).toMatchObject([{ remaining: "5", valid_until: "2099-04-01T00:00:00.000Z" }]);
  // 100,000 × 0.0002 = 20.
  const lines = await (await page.request.get("/api/billing/spend/lines")).json();
  expect(lines).toMatchObject({ subtotal: "20", credits: "5", total: "15" });
});

test("statements lead to each other and back to the list", async ({ pageOf }) => {
  const page = await pageOf("owner@acme.test");
  await page.goto("/statements/2");
  const { statements } = await (await page.request.get("/api/billing/statements")).json();
  const first = statements.at(-1);
  await page.getByRole("link", { name: `Previous statement, ${first.reference}` }).press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Statement ${first.reference}`);
  await expect(page.getByRole("link", { name: /^Previous/ })).toHaveCount(0);
  await page.getByRole("link", { name: /^Next statement/ }).click();
  await expect(page).toHaveURL(/\/statements\/2$/);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("link", { name: /^Next statement/ })).toHaveCount(0);
  await page.emulateMedia({ media: "screen" });
  await page.getByRole("link", { name: "All statements" }).click();
  await expect(page).toHaveURL(/\/spend#statements$/);
  await expect(page.getByRole("region", { name: "Statements" })).toBeInViewport();
});

test("on a phone quotas are cards, and still rows to a screen reader", async ({ pageOf }) => {
  const page = await pageOf("owner@acme.test", PHONE);
  await page.goto("/alerts");
  const row = page.getByRole("table", { name: "All quotas" }).getByRole("row", { name: /^Bandwidth/ });
  await expect(row).toContainText("2.5 GB");
  const [box, edit] = [
    await row.boundingBox(),
    await row.getByRole("button", { name: "Edit the quota of Bandwidth" }).boundingBox(),
  ];
  expect(box?.width).toBeLessThan(360);
  expect((edit?.x ?? 0) + (edit?.width ?? 0)).toBeLessThanOrEqual(360);
});

test("members are told which roles see prices and statements", async ({ pageOf }) => {
  const page = await pageOf("member@acme.test");
  for (const [path, words] of [
    ["/settings", "Prices and plans are for the roles finance, admin and owner."],
    ["/statements/1", "Statements are for the roles finance, admin and owner."],
  ] as const) {
    await page.goto(path);
    await expect(page.getByRole("main")).toContainText(words);
  }
  await page.goto("/alerts");
  await expect(page.getByRole("region", { name: "Quotas" }).getByRole("row").first()).toBeVisible();
  await expect(page.getByRole("main")).toContainText("Administrators of the organization change quotas");
  await expect(page.getByRole("button", { name: /^Edit/ })).toHaveCount(0);
});
