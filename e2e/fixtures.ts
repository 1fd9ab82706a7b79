import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import {
  type APIRequestContext,
  type BrowserContext,
  test as base,
  expect,
  type Page,
} from "@playwright/test";

/** The people of the demo; all have the password `demo`. */
export type Person = "owner@acme.test" | "member@acme.test" | "member@globex.test";
const PASSWORD = "demo";

type State = Awaited<ReturnType<BrowserContext["storageState"]>>;

type Fixtures = {
  /** A page that this person has signed in to. */
  pageOf: (
    person: Person,
    settings?: Parameters<import("@playwright/test").Browser["newContext"]>[0],
  ) => Promise<Page>;
  /** A page of somebody who owns an organization that only this test knows, with the Free plan and no usage. */
  ownPage: Page;
};
type WorkerFixtures = { sessions: Map<Person, State> };

export const test = base.extend<Fixtures, WorkerFixtures>({
  sessions: [
    // biome-ignore lint/correctness/noEmptyPattern: the runner reads what a fixture needs from this pattern
    async ({}, use) => use(new Map()),
    { scope: "worker" },
  ],
  pageOf: async ({ browser, baseURL, sessions }, use) => {
    const opened: BrowserContext[] = [];
    await use(async (person, settings) => {
      const context = await browser.newContext({ ...settings, baseURL, storageState: sessions.get(person) });
      opened.push(context);
      if (!sessions.has(person)) {
        await signIn(context.request, person, PASSWORD);
        sessions.set(person, await context.storageState());
      }
      return context.newPage();
    });
    await Promise.all(opened.map((context) => context.close()));
  },
  ownPage: async ({ browser, baseURL }, use) => {
    const context = await browser.newContext({ baseURL });
    const account = { email: `${randomUUID()}@example.com`, password: randomUUID() };
    const names = { name: "Story teller", organization_name: "Story" };
    const made = await context.request.post("/api/account/sign-up", {
      data: { ...account, ...names },
      headers: { origin: baseURL ?? "" },
    });
    expect(made.status(), "an account is opened").toBe(201);
    await signIn(context.request, account.email, account.password);
    await use(await context.newPage());
    await context.close();
  },
});

export { expect };

/** Signs in as the form does, without the form: the session is what the tests need. */
async function signIn(request: APIRequestContext, email: string, password: string): Promise<void> {
  const { csrfToken } = await (await request.get("/api/auth/csrf")).json();
  const form = { email, password, csrfToken, json: "true", callbackUrl: "/usage" };
  const answer = await request.post("/api/auth/callback/credentials", { form });
  expect(answer.ok(), `${email} signs in`).toBe(true);
}

/** Where screenshots that people look at are kept. */
export function screenshotPath(name: string): string {
  mkdirSync("test-results/screens", { recursive: true });
  return `test-results/screens/${name}.png`;
}
