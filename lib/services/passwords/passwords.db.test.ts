import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Db } from "@/db/client";
import { passwordResets } from "@/db/schema";
import { asOperator } from "@/db/scope";
import { verifyCredentials } from "@/lib/auth/credentials";
import { identify } from "@/lib/auth/request";
import { changePassword } from "@/lib/services/passwords/change-password";
import { confirmPasswordReset, resetLinkWorks } from "@/lib/services/passwords/confirm-password-reset";
import { requestPasswordReset } from "@/lib/services/passwords/request-password-reset";
import { signedInContext, visitorContext } from "@/lib/testing/accounts";
import { makeRequest, makeUser } from "@/lib/testing/callers";
import { useDatabase } from "@/lib/testing/database";
import { asProcessDatabase } from "@/lib/testing/process-database";

const database = useDatabase();
const inDatabase = (body: (db: Db) => Promise<void>) =>
  database.inTransaction((db) => asProcessDatabase(db, () => body(db)));

const log = vi.fn<typeof console.error>();
beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(log);
});
afterEach(() => {
  log.mockReset();
  vi.restoreAllMocks();
});

/** Without a mail server the link is in the log, for the administrator. */
const loggedToken = () => /\/reset-password\/([\w-]{43})\n/.exec(String(log.mock.lastCall?.[0]))?.[1] ?? "";

const signsIn = async (db: Db, email: string, password: string) =>
  (await verifyCredentials(db, { email, password }, new Date())) !== undefined;

const isSignedIn = ({ cookie }: { cookie: string }) =>
  identify(makeRequest("/", { cookie })).then(
    () => true,
    () => false,
  );

it("changes the password and signs the other browsers out", () =>
  inDatabase(async (db) => {
    const ada = await makeUser(db, { password: "the old one" });
    const here = await signedInContext(db, ada);
    const there = await signedInContext(db, ada);
    await changePassword(here, { body: { current_password: "the old one", new_password: "the new one" } });
    expect([await isSignedIn(here), await isSignedIn(there)]).toEqual([true, false]);
    expect(await signsIn(db, ada.email, "the new one")).toBe(true);
    expect(await signsIn(db, ada.email, "the old one")).toBe(false);
  }));

it("needs the current password, and stops guessing it", () =>
  inDatabase(async (db) => {
    const here = await signedInContext(db, await makeUser(db, { password: "right" }));
    const guess = () =>
      changePassword(here, { body: { current_password: "wrong", new_password: "the new one" } });
    await expect(guess()).rejects.toMatchObject({ code: "invalid_parameter", field: "current_password" });
    for (let i = 0; i < 9; i += 1) await guess().catch(() => undefined);
    await expect(guess()).rejects.toMatchObject({ code: "rate_limited" });
  }));

it("sends a person without a password to a reset link", () =>
  inDatabase(async (db) => {
    const here = await signedInContext(db, await makeUser(db));
    const change = changePassword(here, { body: { current_password: "x", new_password: "the new one" } });
    await expect(change).rejects.toMatchObject({ code: "conflict", message: /reset link/ });
  }));

it("answers the same whether or not the mail is known, and stores only a hash", () =>
  inDatabase(async (db) => {
    const ada = await makeUser(db, { email: "ada@example.test" });
    const ask = (email: string) => requestPasswordReset(visitorContext(db), { body: { email } });
    expect(await ask("ADA@example.test")).toEqual({ status: "accepted" });
    const token = loggedToken();
    expect(token).toHaveLength(43);
    log.mockClear();
    expect(await ask("nobody@example.test")).toEqual({ status: "accepted" });
    expect(log).not.toHaveBeenCalled();
    const rows = await asOperator(db, (tx) => tx.select().from(passwordResets));
    expect(rows).toMatchObject([{ userId: ada.id, usedAt: null }]);
    expect(rows[0]?.tokenHash.toString("base64url")).not.toBe(token);
  }));

it("sets a new password by a link, once, and signs out everywhere", () =>
  inDatabase(async (db) => {
    const ada = await makeUser(db, { email: "reset@example.test", password: "the old one" });
    const there = await signedInContext(db, ada);
    await requestPasswordReset(visitorContext(db), { body: { email: ada.email } });
    await requestPasswordReset(visitorContext(db), { body: { email: ada.email } });
    const token = loggedToken();
    expect(await resetLinkWorks(token)).toBe(true);
    const confirm = () =>
      confirmPasswordReset(visitorContext(db), { body: { token, new_password: "the new one" } });
    await confirm();
    expect(await isSignedIn(there)).toBe(false);
    expect(await signsIn(db, ada.email, "the new one")).toBe(true);
    await expect(confirm()).rejects.toMatchObject({ code: "invalid_parameter", field: "token" });
    // The earlier, unused link is worth nothing either.
    const rows = await asOperator(db, (tx) => tx.select().from(passwordResets));
    expect(rows.map(({ usedAt }) => usedAt !== null)).toEqual([true, true]);
  }));

it("lets a link lapse after an hour, and takes no other text for one", () =>
  inDatabase(async (db) => {
    await makeUser(db, { email: "late@example.test" });
    await requestPasswordReset(visitorContext(db), { body: { email: "late@example.test" } });
    const token = loggedToken();
    const after = (minutes: number) => new Date(Date.now() + minutes * 60_000);
    expect(await resetLinkWorks(token, after(59))).toBe(true);
    expect(await resetLinkWorks(token, after(61))).toBe(false);
    expect(await resetLinkWorks("\u0000%", after(0))).toBe(false);
  }));

it("mails at most five links an hour to one address, without telling", () =>
  inDatabase(async (db) => {
    await makeUser(db, { email: "flood@example.test" });
    const ask = () => requestPasswordReset(visitorContext(db), { body: { email: "flood@example.test" } });
    for (let i = 0; i < 7; i += 1) expect(await ask()).toEqual({ status: "accepted" });
    expect(log).toHaveBeenCalledTimes(5);
  }));
