import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import {
  ALL_TIME,
  BUCKET_REQUESTS,
  grouped,
  LOG_BYTES,
  LOG_REQUESTS,
  MARKDOWN_BYTES,
  REQUESTS,
  UPLOADED_BYTES,
  UPLOADS,
  UPLOADS_BY_TYPE,
} from "./recorded";

const allTime = (more = "") => `/usage?start=${ALL_TIME.start}&end=${ALL_TIME.end}${more}`;
const breakdown = (page: Page) => page.getByRole("table", { name: /^Usage by series/ });
const row = (page: Page, name: string) =>
  breakdown(page)
    .getByRole("row")
    .filter({ has: page.getByRole("rowheader", { name, exact: true }) });
const legend = (page: Page, name: string) =>
  page.getByRole("list", { name: "Series" }).getByRole("button", { name: new RegExp(`^${name}`) });
const total = (page: Page, name: string) => row(page, name).getByRole("cell").first();

test("shows the last 30 days first, and every recorded upload and request over all time", async ({
  pageOf,
}) => {
  const page = await pageOf("owner@acme.test");
  await page.goto("/");
  await expect(page).toHaveURL(/\/usage$/);
  await expect(page.getByRole("button", { name: /^Date range: Last 30 days/ })).toBeVisible();

  await page.getByRole("button", { name: /^Date range/ }).click();
  await page.getByLabel("First day").fill(ALL_TIME.start);
  await page.getByLabel("Last day").fill("today");
  await page.getByLabel("Last day").press("Enter");

  await expect(page.getByRole("radio", { name: `${grouped(UPLOADS)} uploads` })).toBeVisible();
  await expect(page.getByRole("radio", { name: `${grouped(REQUESTS)} requests` })).toBeVisible();
  const totals = page.getByRole("table", { name: "Totals of all meters in the range" });
  await expect(totals.getByRole("row", { name: /^Storage written/ })).toContainText(grouped(UPLOADED_BYTES));
  await expect(totals.getByRole("row", { name: /^Bandwidth/ })).toContainText(grouped(LOG_BYTES));
  await expect(page).toHaveURL(new RegExp(`start=${ALL_TIME.start}&end=${ALL_TIME.end}`));
});

test("goes through the presets and moves by whole ranges; Back undoes a choice", async ({ pageOf }) => {
  const page = await pageOf("owner@acme.test");
  await page.goto("/usage");
  const range = page.getByRole("button", { name: /^Date range/ });
  await range.click();
  await page.getByRole("button", { name: /^Last month/ }).click();
  await expect(page).toHaveURL(/range=last-month/);
  await expect(page.getByText("so far")).toHaveCount(0);
  await page.getByRole("button", { name: "Earlier range" }).click();
  await expect(page).toHaveURL(/start=\d{4}-\d{2}-01&end=/);
  await page.goBack();
  await expect(range).toHaveAccessibleName(/Last month/);
  await page.goBack();
  await expect(range).toHaveAccessibleName(/Last 30 days/);
});

test("breaks uploads down by file type, each as counted by whoever recorded them", async ({ pageOf }) => {
  const page = await pageOf("owner@acme.test");
  await page.goto(allTime());
  await page.getByRole("radio", { name: /File uploads/ }).click();
  await page.getByRole("button", { name: /^Break down by/ }).click();
  await page.getByRole("menuitemradio", { name: "File type" }).click();
  for (const [name, count] of Object.entries(UPLOADS_BY_TYPE)) {
    await expect(total(page, name)).toHaveText(grouped(count));
  }
  await expect(total(page, "Total")).toHaveText(grouped(UPLOADS));
  await expect(page.getByText(/^Showing the 8 largest of \d+; the others are in Other$/)).toBeVisible();
});

test("breaks requests down by provider", async ({ pageOf }) => {
  const page = await pageOf("owner@acme.test");
  await page.goto(allTime("&type=api&breakdown=provider"));
  await expect(total(page, "self-hosted")).toHaveText(grouped(LOG_REQUESTS));
  await expect(total(page, "aws")).toHaveText(grouped(BUCKET_REQUESTS));
  await expect(total(page, "Total")).toHaveText(grouped(REQUESTS));
});

test("filters by a click on a file type, and the numbers follow", async ({ pageOf }) => {
  const page = await pageOf("owner@acme.test");
  await page.goto(allTime());
  const markdown = page.getByRole("button", { name: /^Markdown/ });
  await markdown.click();
  await expect(page).toHaveURL(/file_type=text\/markdown/);
  await expect(total(page, "File uploads")).toHaveText(grouped(UPLOADS_BY_TYPE.Markdown));
  await expect(total(page, "Storage written")).toHaveText(grouped(MARKDOWN_BYTES));
  await markdown.click();
  await expect(total(page, "File uploads")).toHaveText(grouped(UPLOADS));
});

test("leaves a provider out by the filter menu", async ({ pageOf }) => {
  const page = await pageOf("owner@acme.test");
  await page.goto(allTime("&type=api"));
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  await page.getByRole("tab", { name: "Provider" }).click();
  await page.getByRole("button", { name: "Exclude aws" }).click();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/provider=!aws/);
  await expect(total(page, "API requests")).toHaveText(grouped(LOG_REQUESTS));
  await page.getByRole("button", { name: "Remove filter Provider: not aws" }).click();
  await expect(total(page, "API requests")).toHaveText(grouped(REQUESTS));
});

test("gives the same picture from the URL alone, on a server render and in another session", async ({
  pageOf,
}) => {
  const page = await pageOf("owner@acme.test");
  await page.goto(allTime("&type=file_uploads&breakdown=file_type,provider&chart=bar&sort=name"));
  await expect(total(page, "Markdown · github")).toHaveText(grouped(UPLOADS_BY_TYPE.Markdown));
  await legend(page, "JSON · github").click();
  await expect(page).toHaveURL(/hidden=/);
  const shown = await breakdown(page).textContent();

  const other = await pageOf("member@acme.test");
  await other.goto(page.url());
  await expect(breakdown(other)).toBeVisible();
  expect(await breakdown(other).textContent()).toBe(shown);
  await expect(other.getByRole("radio", { name: "Bar" })).toBeChecked();
  await expect(legend(other, "JSON · github")).toHaveAttribute("aria-pressed", "false");
});

test("drops what a link gets wrong and says so", async ({ pageOf }) => {
  const page = await pageOf("owner@acme.test");
  await page.goto("/usage?range=forever&colour=red");
  await expect(page.getByText("2 filters in the link were not understood")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Date range: Last 30 days/ })).toBeVisible();
});

test("saves a file whose sums are those of the screen", async ({ pageOf }) => {
  const page = await pageOf("owner@acme.test");
  await page.goto(allTime("&type=file_uploads&breakdown=file_type"));
  await expect(total(page, "Total")).toHaveText(grouped(UPLOADS));
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download CSV" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(
    new RegExp(`^acme_usage_${ALL_TIME.start}_${ALL_TIME.end}_month_\\d{8}T\\d{6}Z\\.csv$`),
  );
  const text = await readFile(await file.path(), "utf8");
  expect(text.startsWith("Series,Total,")).toBe(true);
  const rows = text
    .trimEnd()
    .split("\r\n")
    .slice(1)
    .map((line) => line.split(","));
  expect(rows.find(([name]) => name === "Markdown")?.[1]).toBe(String(UPLOADS_BY_TYPE.Markdown));
  const totals = rows.map((cells) => Number(cells[1]));
  expect(totals.reduce((sum, value) => sum + value, 0)).toBe(UPLOADS);
  for (const [, of, ...points] of rows) {
    expect(points.reduce((sum, value) => sum + Number(value), 0)).toBe(Number(of));
  }
});

test("says that the recorded dates were moved", async ({ pageOf }) => {
  const page = await pageOf("owner@acme.test");
  await page.goto("/usage");
  await expect(page.getByText(/^Recorded data, dates moved: 3 files by \d+ to \d+ weeks$/)).toBeVisible();
});

test("works by keyboard alone: a range, a series, a point, the table", async ({ pageOf }) => {
  const page = await pageOf("owner@acme.test");
  await page.goto(allTime("&type=file_uploads&breakdown=file_type"));
  await expect(total(page, "Total")).toHaveText(grouped(UPLOADS));

  await legend(page, "Markdown").focus();
  await page.keyboard.press("Space");
  await expect(page).toHaveURL(/hidden=/);

  await page.getByRole("application").focus();
  await page.keyboard.press("End");
  await expect(page.locator("[aria-live=polite]").filter({ hasText: /not complete: total/ })).toBeAttached();
  await page.keyboard.press("Escape");

  await page.keyboard.press("4");
  await expect(page).toHaveURL(/chart=table/);
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("L");
  await expect(page).toHaveURL(/range=12m/);
});
