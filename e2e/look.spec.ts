import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import type { AxeResults } from "axe-core";
import { expect, screenshotPath, test } from "./fixtures";
import { ALL_TIME } from "./recorded";

const axePath = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

const ALL_UPLOADS = `start=${ALL_TIME.start}&end=${ALL_TIME.end}&type=file_uploads`;
const VIEWS = [
  { name: "usage-full", heading: "Usage", address: "/usage" },
  {
    name: "usage-breakdown",
    heading: "Usage",
    address: `/usage?${ALL_UPLOADS}&breakdown=file_type&chart=area`,
  },
  {
    name: "usage-table",
    heading: "Usage",
    address: "/usage?range=12m&type=api&breakdown=provider&chart=table",
  },
  {
    name: "usage-compare",
    heading: "Usage",
    address: "/usage?range=90d&type=api&breakdown=provider&chart=bar&compare=previous",
  },
  {
    name: "usage-compare-table",
    heading: "Usage",
    address: "/usage?range=30d&type=file_uploads&chart=table&compare=previous",
  },
  { name: "usage-empty", heading: "Usage", address: "/usage?team=nobody" },
  { name: "alerts", heading: "Alerts & quotas", address: "/alerts" },
  { name: "settings", heading: "Settings", address: "/settings" },
  { name: "spend", heading: "Spend", address: "/spend" },
  { name: "spend-year", heading: "Spend", address: "/spend?range=12m&breakdown=team&cumulative=1" },
  { name: "spend-compare", heading: "Spend", address: "/spend?range=90d&compare=previous&chart=area" },
  { name: "statement", heading: "Statement", address: "/statements/1" },
  { name: "account", heading: "Account", address: "/account" },
  { name: "reference", heading: "API reference", address: "/docs/api" },
];
const SIZES = [
  { width: 360, height: 800 },
  { width: 1280, height: 800 },
];

for (const theme of ["light", "dark"] as const) {
  for (const size of SIZES) {
    for (const { name, heading, address } of VIEWS) {
      test(`${name} in ${theme} at ${size.width} px has no serious accessibility finding`, async ({
        pageOf,
      }) => {
        const page = await pageOf("owner@acme.test", { viewport: size, colorScheme: theme });
        await page.goto(address);
        await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
        await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
        await page.screenshot({
          path: screenshotPath(`${name}-${theme}-${size.width}`),
          fullPage: true,
        });
        expect(await sidewaysScroll(page)).toBe(0);
        expect(await seriousFindings(page)).toEqual([]);
      });
    }
  }
}

test("the open range menu has no serious accessibility finding", async ({ pageOf }) => {
  const page = await pageOf("owner@acme.test");
  await page.goto("/usage");
  await page.getByRole("button", { name: /^Date range/ }).click();
  await expect(page.getByRole("grid").first()).toBeVisible();
  await page.screenshot({ path: screenshotPath("usage-range-menu") });
  expect(await seriousFindings(page)).toEqual([]);
});

test("an unreachable answer is told in its card, and the others stay", async ({ pageOf }) => {
  const page = await pageOf("owner@acme.test");
  // A closed range: nothing is asked again by itself.
  await page.goto("/usage?range=last-month");
  await expect(page.getByRole("radio", { name: /API requests/ })).toBeVisible();
  const body = JSON.stringify({
    code: "conflict",
    detail: "The numbers could not be read.",
    request_id: "r-1",
  });
  await page.route("**/api/billing/usage?**breakdowns=*provider*", (route) =>
    route.fulfill({ status: 409, contentType: "application/problem+json", body }),
  );
  await page.getByRole("button", { name: /^Break down by/ }).click();
  await page.getByRole("menuitemradio", { name: "Provider" }).click();
  await expect(page.getByText("The numbers could not be read.").first()).toBeVisible();
  await expect(page.getByRole("radio", { name: /API requests/ })).toBeVisible();
  await page.screenshot({ path: screenshotPath("usage-error"), fullPage: true });
  await page.unroute("**/api/billing/usage?**breakdowns=*provider*");
  await page.getByRole("button", { name: "Try again" }).first().click();
  await expect(page.getByText("The numbers could not be read.")).toHaveCount(0);
});

const sidewaysScroll = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

async function seriousFindings(page: Page): Promise<string[]> {
  // Evaluated rather than added as a script element, which the page's policy would refuse.
  await page.evaluate(await readFile(axePath, "utf8"));
  const { violations } = await page.evaluate<AxeResults>("axe.run()");
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`);
}
