import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Db } from "@/db/client";
import type { Context } from "@/db/context";
import { alertDestinationCreate } from "@/lib/contracts/alert-destinations";
import * as environment from "@/lib/env";
import { resendAlert } from "@/lib/services/alerts/resend-alert";
import { changeDestination, deleteDestination } from "@/lib/services/deliveries/change-destination";
import { createDestination } from "@/lib/services/deliveries/create-destination";
import { deliverDue } from "@/lib/services/deliveries/deliver-due";
import { listDestinations } from "@/lib/services/deliveries/list-destinations";
import { testDestination } from "@/lib/services/deliveries/test-destination";
import { fired, listed, setQuota, use } from "@/lib/testing/alerts";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization } from "@/lib/testing/factories";

const database = useDatabase();
const closing: (() => void)[] = [];
let lines: string[];

/** Settings of one test: loopback is reachable, and mail goes to a server of ours. */
function settle(settings: Partial<environment.Env> = {}) {
  const all = {
    ...environment.parseEnv({ NEXTAUTH_URL: "https://usage.example.test" }),
    OUTGOING_LOOPBACK: "on" as const,
  };
  vi.spyOn(environment, "env").mockReturnValue({ ...all, ...settings });
}

beforeEach(() => {
  lines = [];
  settle();
  vi.spyOn(console, "error").mockImplementation((line: string) => void lines.push(line));
});
afterEach(() => {
  for (const close of closing.splice(0)) close();
  vi.restoreAllMocks();
});

type Received = { url: string | undefined; headers: IncomingHttpHeaders; body: string };

/** A receiver that answers with these statuses, one after the other, and then with the last. */
async function receiver(...statuses: number[]) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    received.push({ url: request.url, headers: request.headers, body });
    response.writeHead(statuses[received.length - 1] ?? statuses.at(-1) ?? 200).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => server.close());
  return { received, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const add = (context: Context, body: unknown) =>
  createDestination(context, { body: alertDestinationCreate.body?.parse(body) ?? never() });
function never(): never {
  throw new Error("The endpoint has a body.");
}

/** An organization that has crossed 90 % of its quota, with what is due delivered. */
async function crossed(db: Db, destination: unknown, now = new Date()) {
  const acme = await makeOrganization(db, { name: "Acme", now: new Date("2026-11-20T12:00:00Z") });
  const made = await add(acme, destination);
  await setQuota(acme, "100");
  await use(acme, 95);
  expect(await fired(acme)).toHaveLength(2);
  return { acme, made, counts: await deliverDue(db, { organizationId: acme.tenantId, now }) };
}

const deliveries = async (context: Context) => (await listed(context)).alerts[0]?.deliveries ?? [];
const by = async (context: Context, channel: string) =>
  (await deliveries(context)).filter((one) => one.channel === channel);

it("signs webhooks so that Standard Webhooks' own library verifies them", () =>
  database.inTransaction(async (db) => {
    const { received, address } = await receiver(204);
    const { acme, made, counts } = await crossed(db, {
      channel: "webhook",
      name: "Hook",
      address: `${address}/in?a=1`,
    });
    expect(counts).toEqual({ delivered: 2, retried: 0, failed: 0 });
    const [{ url, headers, body } = never()] = received;
    expect(received).toHaveLength(1);
    expect(url).toBe("/in?a=1");
    const message = new Webhook(made.secret ?? "").verify(body, { ...headers } as Record<string, string>);
    expect(message).toMatchObject({
      type: "alert.triggered",
      data: {
        ...{ level: "critical", usage_type: "api", threshold: "90", base: "100", value_at_crossing: "95" },
        organization: { id: acme.tenantId, slug: acme.tenant.slug, name: "Acme" },
        url: expect.stringMatching(/^https:\/\/usage\.example\.test\/alerts#/),
      },
    });
    const [delivery] = await by(acme, "webhook");
    expect(delivery).toMatchObject({
      id: headers["webhook-id"],
      recipient: "Hook",
      state: "delivered",
      attempts: 1,
    });
    expect(() =>
      new Webhook(made.secret ?? "").verify(`${body} `, { ...headers } as Record<string, string>),
    ).toThrow();
  }));

it("tries again on the schedule under the same id, and gives up after ten attempts", () =>
  database.inTransaction(async (db) => {
    const { received, address } = await receiver(500);
    const start = new Date("2026-11-20T12:00:00Z");
    const { acme } = await crossed(db, { channel: "webhook", name: "Hook", address }, start);
    const first = (await by(acme, "webhook"))[0] ?? never();
    expect(first).toMatchObject({ state: "pending", attempts: 1, last_error: "The receiver answered 500." });
    const pause = Date.parse(first.next_attempt_at ?? "") - start.getTime();
    expect(pause).toBeGreaterThanOrEqual(5000);
    expect(pause).toBeLessThanOrEqual(5500);
    const early = await deliverDue(db, {
      organizationId: acme.tenantId,
      now: new Date(start.getTime() + 4900),
    });
    expect(early).toEqual({ delivered: 0, retried: 0, failed: 0 });
    for (let day = 1; day <= 9; day += 1)
      await deliverDue(db, {
        organizationId: acme.tenantId,
        now: new Date(start.getTime() + day * 200_000_000),
      });
    expect(await by(acme, "webhook")).toMatchObject([
      { id: first.id, state: "failed", attempts: 10, next_attempt_at: null },
    ]);
    expect(received).toHaveLength(10);
    expect(new Set(received.map(({ headers }) => headers["webhook-id"]))).toEqual(new Set([first.id]));
  }));

it("410 fails at once and switches the destination off", () =>
  database.inTransaction(async (db) => {
    const { received, address } = await receiver(410);
    const { acme, made, counts } = await crossed(db, { channel: "webhook", name: "Hook", address });
    expect(counts).toMatchObject({ failed: 1 });
    const { alert_destinations } = await listDestinations(acme, { page: 1, limit: 50 });
    expect(alert_destinations).toMatchObject([
      { enabled: false, disabled_reason: "The receiver answered 410." },
    ]);
    await resendAlert(acme, { id: (await listed(acme)).alerts[0]?.id ?? "" });
    await deliverDue(db, { organizationId: acme.tenantId });
    expect(received).toHaveLength(1);
    await changeDestination(acme, { id: made.id, body: { enabled: true } });
    await resendAlert(acme, { id: (await listed(acme)).alerts[0]?.id ?? "" });
    await deliverDue(db, { organizationId: acme.tenantId });
    expect(received).toHaveLength(2);
  }));

it("a kill between sending and noting it repeats the same message, not another one", () =>
  database.inTransaction(async (db) => {
    const { received, address } = await receiver(200);
    const now = new Date("2026-11-20T12:00:00Z");
    const { acme } = await crossed(db, { channel: "webhook", name: "Hook", address }, now);
    // As it is when the mark was lost: taken, and its lease running.
    await db.execute(
      `update alert_deliveries set state = 'pending', delivered_at = null, next_attempt_at = '2026-11-20T12:02:00Z' where channel = 'webhook'`,
    );
    await deliverDue(db, { organizationId: acme.tenantId, now: new Date("2026-11-20T12:01:59Z") });
    expect(received).toHaveLength(1);
    await deliverDue(db, { organizationId: acme.tenantId, now: new Date("2026-11-20T12:02:00Z") });
    expect(received).toHaveLength(2);
    const [first, second] = received.map(({ headers, body }) => ({ id: headers["webhook-id"], body }));
    expect(second).toEqual(first);
    expect(await by(acme, "webhook")).toMatchObject([{ state: "delivered", attempts: 2 }]);
  }));

it("several processes share the outbox: each message goes out once", async () => {
  const { received, address } = await receiver(200);
  const acme = await makeOrganization(database.db);
  for (let at = 0; at < 25; at += 1) await add(acme, { channel: "slack", name: `Slack ${at}`, address });
  await setQuota(acme, "100");
  await use(acme, 100);
  await fired(acme);
  const counts = await Promise.all(
    Array.from({ length: 8 }, () => deliverDue(database.db, { organizationId: acme.tenantId })),
  );
  // 25 to Slack and the log's line.
  expect(counts.reduce((sum, { delivered }) => sum + delivered, 0)).toBe(26);
  expect(received).toHaveLength(25);
  expect(lines.filter((line) => line.startsWith("EXCEEDED "))).toHaveLength(1);
});

it("speaks to Slack, with names that cannot be taken for its signs", () =>
  database.inTransaction(async (db) => {
    const { received, address } = await receiver(200);
    const acme = await makeOrganization(db, { name: "A <!channel> & B" });
    await add(acme, { channel: "slack", name: "Chat", address });
    await setQuota(acme, "100");
    await use(acme, 80);
    await fired(acme);
    await deliverDue(db, { organizationId: acme.tenantId });
    expect(JSON.parse(received[0]?.body ?? "{}").text).toMatch(
      /^\*WARNING\* A &lt;!channel&gt; &amp; B: API requests: 80 requests of 100 in this month, at or above 75 %\n<https:\/\/usage\.example\.test\/alerts#[0-9a-f-]+\|Open>$/,
    );
  }));

it("mails text and HTML by SMTP, under one Message-ID over all attempts", () =>
  database.inTransaction(async (db) => {
    const mails: { to: string[]; source: string }[] = [];
    const server = new SMTPServer({
      disabledCommands: ["AUTH", "STARTTLS"],
      onData(stream, session, done) {
        let source = "";
        stream.on("data", (chunk) => {
          source += String(chunk);
        });
        stream.on("end", () => {
          mails.push({ to: session.envelope.rcptTo.map(({ address }) => address), source });
          done(mails.length === 1 ? new Error("Try later") : null);
        });
      },
    });
    server.on("error", () => {});
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    closing.push(() => server.close());
    settle({ SMTP_URL: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}` });
    const now = new Date("2026-11-20T12:00:00Z");
    const { acme, counts } = await crossed(
      db,
      { channel: "email", name: "On-call", address: "on-call@example.test" },
      now,
    );
    expect(counts).toEqual({ delivered: 1, retried: 1, failed: 0 });
    await deliverDue(db, { organizationId: acme.tenantId, now: new Date("2026-11-20T12:00:06Z") });
    const [delivery] = await by(acme, "email");
    expect(delivery).toMatchObject({ state: "delivered", attempts: 2, last_error: null });
    expect(mails.map(({ to }) => to)).toEqual([["on-call@example.test"], ["on-call@example.test"]]);
    for (const { source } of mails) {
      expect(source).toContain(`Message-ID: <${delivery?.id}@meterline>`);
      expect(source).toContain("Content-Type: text/plain");
      expect(source).toContain("Content-Type: text/html");
      expect(source).toContain("95 requests of 100");
      expect(source).toMatch(/^Subject: .*CRITICAL/m);
    }
  }));

it("without a mail server a mail waits, and says why", () =>
  database.inTransaction(async (db) => {
    const { acme } = await crossed(db, {
      channel: "email",
      name: "On-call",
      address: "on-call@example.test",
    });
    expect(await by(acme, "email")).toMatchObject([
      { state: "pending", last_error: "SMTP_URL is not set, so no mail can be sent." },
    ]);
  }));

it("writes one line per alert to the log", () =>
  database.inTransaction(async (db) => {
    const { acme } = await crossed(db, {
      channel: "email",
      name: "On-call",
      address: "on-call@example.test",
    });
    const [alert] = (await listed(acme)).alerts;
    expect(lines).toEqual([
      `CRITICAL ${acme.tenant.slug}: API requests: 95 requests of 100 in this month, at or above 90 % (alert ${alert?.id})`,
    ]);
  }));

it("sends a test, and an alert again under new ids", () =>
  database.inTransaction(async (db) => {
    const { received, address } = await receiver(200, 500, 200);
    const { acme, made } = await crossed(db, { channel: "webhook", name: "Hook", address });
    expect(await testDestination(acme, { id: made.id })).toMatchObject({
      state: "pending",
      last_error: "The receiver answered 500.",
    });
    expect(await testDestination(acme, { id: made.id })).toMatchObject({ state: "delivered", attempts: 1 });
    expect(JSON.parse(received[2]?.body ?? "{}")).toMatchObject({ type: "alert.test" });
    const [alert = never()] = (await listed(acme)).alerts;
    const again = await resendAlert(acme, { id: alert.id });
    const sent = again.deliveries.filter(({ channel }) => channel === "webhook");
    expect(sent.map(({ state }) => state).sort()).toEqual(["delivered", "pending"]);
    expect(new Set(sent.map(({ id }) => id)).size).toBe(2);
    await expect(resendAlert(await makeOrganization(db), { id: alert.id })).rejects.toMatchObject({
      code: "not_found",
    });
  }));

it("what was on its way to a removed destination fails", () =>
  database.inTransaction(async (db) => {
    const { received, address } = await receiver(500);
    const start = new Date("2026-11-20T12:00:00Z");
    const { acme, made } = await crossed(db, { channel: "webhook", name: "Hook", address }, start);
    await deleteDestination(acme, { id: made.id });
    await deliverDue(db, { organizationId: acme.tenantId, now: new Date("2026-11-20T13:00:00Z") });
    expect(await by(acme, "webhook")).toMatchObject([
      { state: "failed", last_error: expect.stringContaining("removed") },
    ]);
    expect(received).toHaveLength(1);
  }));

it("shows neither a webhook's secret nor its path, and nothing of another organization's", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    const globex = await makeOrganization(db);
    const made = await add(acme, {
      channel: "webhook",
      name: "Hook",
      address: "http://127.0.0.1:4000/secret-path",
    });
    expect(made.secret).toMatch(/^whsec_/);
    const shown = JSON.stringify(await listDestinations(acme, { page: 1, limit: 50 }));
    expect(shown).toContain("http://127.0.0.1:4000/…");
    expect(shown).not.toMatch(/whsec|secret-path/);
    expect((await listDestinations(globex, { page: 1, limit: 50 })).alert_destinations).toEqual([]);
    for (const refused of [
      changeDestination(globex, { id: made.id, body: { name: "Mine" } }),
      deleteDestination(globex, { id: made.id }),
      testDestination(globex, { id: made.id }),
    ])
      await expect(refused).rejects.toMatchObject({ code: "not_found" });
  }));

it.each([
  [{ channel: "email", name: "Mail", address: "nobody" }, "address"],
  [{ channel: "webhook", name: "Hook", address: "nobody" }, "address"],
  [{ channel: "webhook", name: "Hook", address: "https://169.254.169.254/latest" }, "address"],
  [{ channel: "slack", name: "Chat", address: "https://10.0.0.1/" }, "address"],
  [
    { channel: "slack", name: "Chat", address: "http://127.0.0.1/", secret: `whsec_${"A".repeat(32)}` },
    "secret",
  ],
])("refuses %j by its field", (body, field) =>
  database.inTransaction(async (db) => {
    await expect(add(await makeOrganization(db), body)).rejects.toMatchObject({ field });
  }),
);
