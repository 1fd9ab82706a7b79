import { expect, test } from "./fixtures";
import { grouped, INVOCATIONS, TOKENS } from "./recorded";

test("an organization sees its own usage and nothing of another", async ({ pageOf }) => {
  const page = await pageOf("member@globex.test");
  await page.goto("/usage?start=2010-01-01&end=2099-12-31&interval=month");
  await expect(page.getByRole("radio", { name: `${grouped(TOKENS)} tokens` })).toBeVisible();
  await expect(page.getByRole("radio", { name: `${INVOCATIONS} invocations` })).toBeVisible();
  await expect(page.getByRole("radio", { name: /File uploads/ })).toHaveCount(0);
  await expect(page.getByText("No file uploads or API requests in this view")).toBeVisible();
});

test("another organization's id answers exactly like one that does not exist", async ({ pageOf }) => {
  const acme = await pageOf("owner@acme.test");
  const { organizations } = await (await acme.request.get("/api/account/organizations")).json();
  const [own] = organizations;
  const ownTotals = await acme.request.get(`/api/billing/tenants/${own.id}/usage-totals`);
  expect(ownTotals.status()).toBe(200);

  const globex = await pageOf("member@globex.test");
  const missing = "00000000-0000-4000-8000-000000000000";
  const addresses = (id: string) => [
    `/api/billing/tenants/${id}/usage-totals`,
    `/api/billing/usage?organization_id=${id}`,
    `/api/billing/usage/granular?organization_id=${id}`,
    `/api/billing/imports?organization_id=${id}`,
  ];
  const told = async (address: string) => {
    const answer = await globex.request.get(address);
    const { request_id: _, ...problem } = await answer.json();
    return { status: answer.status(), problem };
  };
  for (const [index, address] of addresses(own.id).entries()) {
    const foreign = await told(address);
    expect(foreign.status, address).toBe(404);
    expect(foreign).toEqual(await told(addresses(missing)[index] ?? ""));
  }
});

test("who is not signed in is sent to sign in and comes back to the same view", async ({ page }) => {
  await page.goto("/usage?range=mtd");
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=/);
  await page.getByLabel(/mail/i).fill("owner@acme.test");
  await page.getByLabel("Password", { exact: true }).fill("demo");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL(/\/usage\?range=mtd$/);
  expect((await page.request.get("/api/billing/usage")).status()).toBe(200);
});

test("an anonymous request is refused", async ({ request }) => {
  const answer = await request.get("/api/billing/usage");
  expect(answer.status()).toBe(401);
  expect(await answer.json()).toMatchObject({ code: "unauthorized" });
});
