import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import Big from "big.js";
import { parse } from "csv-parse/sync";
import { expect, screenshotPath, test } from "./fixtures";

/** What the organization's own questions answer: the same money four times. */
async function readMoney({ request }: Page) {
  const ask = async (address: string) => (await request.get(`/api/billing/${address}`)).json();
  const lines = await ask("spend/lines");
  const series = await ask("spend");
  const file = await (await request.get("/api/billing/export?dataset=lines&format=focus")).text();
  const rows: { BilledCost: string }[] = parse(file, { columns: true });
  const billed = rows.reduce((sum, { BilledCost }) => sum.plus(BilledCost), new Big(0));
  return {
    subtotal: String(lines.subtotal),
    total: String(lines.total),
    series: String(series.results[0]?.total),
    billed: billed.toFixed(),
    queries: String(lines.lines.find((one: { usage_type: string }) => one.usage_type === "database")?.amount),
  };
}

const dollars = (amount: string) =>
  new Intl.NumberFormat("en", { style: "currency", currency: "USD" }).format(Number(amount));

test("usage sent through the API moves the page, the lines and the export by the same money", async ({
  pageOf,
  baseURL,
}) => {
  const page = await pageOf("owner@acme.test");
  const before = await readMoney(page);
  await page.goto("/spend");
  await expect(page.getByTestId("spent")).toContainText(dollars(before.subtotal));
  // The chart is drawn in the browser: once it is there, buttons answer.
  await expect(page.getByRole("application")).toBeVisible();
  const event = {
    ...{ specversion: "1.0", id: randomUUID(), source: "e2e", type: "usage" },
    data: { usage_type: "database", quantity: "60000000" },
  };
  const sent = await page.request.post("/api/billing/events", {
    data: event,
    headers: { origin: baseURL ?? "" },
  });
  expect(await sent.json()).toMatchObject({ accepted: 1 });
  const after = await readMoney(page);
  // The plan includes 5 million: 55 million at 0.00001 each.
  expect(new Big(after.queries).minus(before.queries).toFixed(2)).toBe("550.00");
  expect(after.series).toBe(after.subtotal);
  expect(after.billed).toBe(after.total);
  await page.getByRole("button", { name: "Refresh" }).click();
  await expect(page.getByTestId("spent")).toContainText(dollars(after.subtotal));
  const lines = page.getByRole("region", { name: "Lines in USD" });
  await expect(lines.getByRole("row", { name: /^Database queries/ })).toContainText(dollars(after.queries));
  await expect(lines.getByRole("row", { name: /^Subtotal/ })).toContainText(dollars(after.subtotal));
  await expect(lines.getByRole("row", { name: /^Total/ })).toContainText(dollars(after.total));
  await page.screenshot({ path: screenshotPath("spend-moved"), fullPage: true });
});

test("a closed period is a statement that says what its lines and its file say", async ({ pageOf }) => {
  const page = await pageOf("owner@acme.test");
  const ask = async (address: string) => (await page.request.get(`/api/billing/${address}`)).json();
  const { statements } = await ask("statements");
  const [latest] = statements;
  const month = latest.period_start.slice(0, 7);
  const lines = await ask(`spend/lines?period=${month}`);
  const file = await page.request.get(`/api/billing/export?dataset=lines&format=focus&period=${month}`);
  const rows: { BilledCost: string }[] = parse(await file.text(), { columns: true });
  const billed = rows.reduce((sum, { BilledCost }) => sum.plus(BilledCost), new Big(0));
  expect(lines).toMatchObject({ status: "closed", total: latest.total, statement: latest.number });
  expect(billed.toFixed()).toBe(latest.total);

  await page.goto("/spend");
  await page.getByRole("link", { name: latest.reference }).click();
  await expect(page.getByRole("heading", { level: 1, name: `Statement ${latest.reference}` })).toBeVisible();
  await expect(page.getByTestId("statement-total")).toHaveText(dollars(latest.total));
  const table = page.getByRole("region", { name: "Lines in USD" });
  for (const { label, amount, quantity } of lines.lines) {
    if (amount === "0" && quantity === "0") continue;
    await expect(table.getByRole("row", { name: new RegExp(`^${label}`) })).toContainText(dollars(amount));
  }
  await expect(table.getByRole("row", { name: /^Subtotal/ })).toContainText(dollars(lines.subtotal));
  await expect(table.getByRole("row", { name: /^Total/ })).toContainText(dollars(lines.total));
  await page.screenshot({ path: screenshotPath("statement"), fullPage: true });

  // On paper: the statement alone, in light colours, with nothing to press.
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await expect(page.getByRole("button", { name: "Print" })).toBeHidden();
  await expect(page.getByRole("navigation")).toHaveCount(0);
  await expect(page.getByTestId("statement-total")).toBeVisible();
  await page.screenshot({ path: screenshotPath("statement-print"), fullPage: true });
});

test("the chart carries what the period has come to, and the table of lines folds out its tiers", async ({
  pageOf,
}) => {
  const page = await pageOf("owner@acme.test");
  const { budgets } = await (await page.request.get("/api/billing/budgets")).json();
  await page.goto("/spend?cumulative=1&range=90d");
  await expect(page.getByText("Dashed line, right axis: what the billing period has come to")).toBeVisible();
  await expect(page.getByText(/^Dotted lines: new billing periods/)).toBeVisible();
  const words = `Budget: ${dollars(budgets[0].amount)} per billing period`;
  await expect(page.getByText(words, { exact: true })).toBeVisible();
  const tiers = page.getByRole("button", { name: /tiers of API requests/ });
  await expect(page.getByRole("row", { name: /^Above 8K requests/ })).toBeHidden();
  await tiers.click();
  await expect(page.getByRole("row", { name: /^Above 8K requests/ })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Advice" })).toBeVisible();
  await page.getByText("How Pro is computed").click();
  await expect(page.getByRole("region", { name: "Pro, by meter" })).toBeVisible();
});

test("a member is told who may see spend", async ({ pageOf }) => {
  const page = await pageOf("member@acme.test");
  await page.goto("/spend");
  await expect(page.getByText("Spend is for the roles finance, admin and owner.")).toBeVisible();
  expect((await page.request.get("/api/billing/spend")).status()).toBe(403);
});
