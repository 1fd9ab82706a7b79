import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import Big from "big.js";
import { expect, test } from "./fixtures";
import { grouped } from "./recorded";

type Series = { compare_label: string; total: string; dates: string[]; data_exact: (string | null)[] };
type Answer = { results: Series[]; meta: { compare: { from: string; to: string } } };

/** Days that are over, so that nothing moves while they are read. */
const day = (back: number) => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10);
const CLOSED = { start: day(90), end: day(1) };
const range = `start=${CLOSED.start}&end=${CLOSED.end}`;
const askedRange = `start_date=${CLOSED.start}&end_date=${CLOSED.end}`;

async function ask({ request }: Page, address: string): Promise<Answer> {
  const answer = await request.get(`/api/billing/${address}`);
  expect(answer.status()).toBe(200);
  return answer.json();
}

const totalOf = ({ results }: Answer, label: string) =>
  results
    .filter(({ compare_label }) => compare_label === label)
    .reduce((sum, { total }) => sum.plus(total), new Big(0))
    .toFixed();
const dollars = (amount: string) =>
  new Intl.NumberFormat("en", { style: "currency", currency: "USD" }).format(Number(amount));
const chart = (page: Page) => page.getByRole("application").first();
const figure = (page: Page) => page.getByRole("figure").first();

test("the period before stands beside the range, by the numbers of the API, without being asked for twice", async ({
  pageOf,
}) => {
  const page = await pageOf("owner@acme.test");
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/api/billing/usage?")) asked.push(request.url());
  });
  await page.goto(`/usage?${range}&interval=day&type=api&breakdown=provider&compare=previous`);
  await expect(chart(page)).toBeVisible();
  await page.waitForLoadState("networkidle");
  expect(asked).toEqual([]);

  const answer = await ask(page, `usage?${askedRange}&usage_type=api&compare=previous`);
  const before = totalOf(answer, "previous");
  expect(Number(before)).toBeGreaterThan(0);
  await expect(figure(page).getByText(`${grouped(Number(before))} requests`, { exact: true })).toBeVisible();
  const footer = page
    .getByRole("table", { name: /^Usage by series/ })
    .getByRole("row")
    .last();
  await expect(footer).toContainText(grouped(Number(totalOf(answer, "current"))));
  await expect(footer).toContainText(grouped(Number(before)));
});

test("C compares and stops comparing; points are read with their own earlier date", async ({ pageOf }) => {
  const page = await pageOf("owner@acme.test");
  await page.goto("/usage?range=last-month&type=api");
  await expect(chart(page)).toBeVisible();
  await page.keyboard.press("c");
  await expect(page).toHaveURL(/compare=previous/);
  await expect(page.getByRole("button", { name: "Compare with: Previous period" })).toBeVisible();
  await expect(figure(page).getByText(/(up|down) .* against|new against|no change against/)).toBeAttached();

  await chart(page).focus();
  await page.keyboard.press("Home");
  const spoken = page.locator("[aria-live=polite]").filter({ hasText: /(against|comparison) / });
  await expect(spoken).toBeAttached();
  await page.keyboard.press("Escape");
  await page.keyboard.press("4");
  const table = figure(page).getByRole("table");
  await expect(table.getByRole("columnheader", { name: "Compared with" })).toBeVisible();
  await expect(table.getByRole("columnheader", { name: /Previous$/ })).toBeVisible();

  await page.reload();
  await expect(table.getByRole("columnheader", { name: "Compared with" })).toBeVisible();
  await page.keyboard.press("c");
  await expect(page).not.toHaveURL(/compare=/);
});

test("every earlier point is in the table and in the file, under its own date", async ({ pageOf }) => {
  const page = await pageOf("owner@acme.test");
  await page.goto(`/usage?${range}&type=file_uploads&compare=previous_weekday`);
  await expect(chart(page)).toBeVisible();
  // 90 days are less than 13 weeks, which are 91.
  const answer = await ask(
    page,
    `usage?${askedRange}&usage_type=file_uploads&compare=previous&compare_start_date=${day(181)}`,
  );
  const before = answer.results.find(({ compare_label }) => compare_label === "previous");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download CSV" }).click();
  const text = await readFile(await (await download).path(), "utf8");
  const [head = [], row = []] = text.split("\r\n").map((line) => line.split(","));
  const earlier = head.indexOf("Previous total");
  expect(head.slice(earlier + 1)).toEqual(before?.dates.map((date) => `Previous ${date}`));
  expect(row.slice(earlier)).toEqual([before?.total, ...(before?.data_exact ?? []).map((one) => one ?? "")]);
});

test("spend stands beside that of the period before, bars and running total alike", async ({ pageOf }) => {
  const page = await pageOf("owner@acme.test");
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/api/billing/spend?")) asked.push(request.url());
  });
  await page.goto(`/spend?${range}&compare=previous`);
  await expect(chart(page)).toBeVisible();
  await page.waitForLoadState("networkidle");
  expect(asked).toEqual([]);
  const answer = await ask(page, `spend?${askedRange}&compare=previous`);
  const earlier = figure(page).getByText(dollars(totalOf(answer, "previous")), { exact: true });
  await expect(earlier).toBeVisible();
  await page.goto(`/spend?${range}&compare=previous&cumulative=1&chart=area`);
  await expect(chart(page)).toBeVisible();
  await expect(earlier).toBeVisible();
});

test("a phone compares from its sheet", async ({ pageOf }) => {
  const page = await pageOf("owner@acme.test", { viewport: { width: 360, height: 800 } });
  await page.goto("/usage?type=api");
  await expect(chart(page)).toBeVisible();
  await page.getByRole("button", { name: /^Filters/ }).click();
  await page.getByRole("button", { name: "Compare with: None" }).click();
  await page.getByRole("menuitemradio", { name: "Previous year" }).click();
  await expect(page).toHaveURL(/compare=previous_year/);
});

test("a drag zooms into its days and a button leads back; the card is saved as it stands", async ({
  pageOf,
}) => {
  const page = await pageOf("owner@acme.test");
  await page.goto(`/usage?${range}&type=api&compare=previous`);
  await expect(chart(page)).toBeVisible();
  await chart(page).scrollIntoViewIfNeeded();
  const box = await chart(page).boundingBox();
  if (!box) throw new Error("The chart has no box.");
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * 0.4, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.5, y, { steps: 4 });
  await page.mouse.move(box.x + box.width * 0.6, y, { steps: 4 });
  await page.mouse.up();
  await page.getByRole("button", { name: "Zoom to selection" }).click();
  await expect(page).not.toHaveURL(new RegExp(`start=${CLOSED.start}`));
  await expect(page).toHaveURL(/start=\d{4}-\d{2}-\d{2}&end=/);
  await page.getByRole("button", { name: "Undo zoom" }).click();
  await expect(page).toHaveURL(new RegExp(`start=${CLOSED.start}&end=${CLOSED.end}`));

  for (const kind of ["PNG", "SVG"]) {
    await figure(page).getByRole("button", { name: "Chart options" }).click();
    const download = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: `Download ${kind}` }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(new RegExp(`^acme_usage_.*\\.${kind.toLowerCase()}$`));
    const content = await readFile(await file.path());
    if (kind === "PNG") expect([...content.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
    else expect(content.toString("utf8")).toContain(">Previous:<");
  }
});
