import { eq } from "drizzle-orm";
import { expect, it, vi } from "vitest";
import type { Db } from "@/db/client";
import { users } from "@/db/schema";
import { asOperator } from "@/db/scope";
import { FAILURES_BEFORE_LOCK, verifyCredentials } from "@/lib/auth/credentials";
import { passwordMatches } from "@/lib/auth/password-hash";
import { makeUser } from "@/lib/testing/callers";
import { useDatabase } from "@/lib/testing/database";

vi.mock("@/lib/auth/password-hash", async (original) => {
  const real = await original<typeof import("@/lib/auth/password-hash")>();
  return { ...real, passwordMatches: vi.fn(real.passwordMatches) };
});

const database = useDatabase();
const NOW = new Date("2026-11-22T12:00:00Z");
const minutesLater = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

const attempt = (db: Db, password: string, now = NOW, email = "ada@example.test") =>
  verifyCredentials(db, { email, password }, now);

const stored = async (db: Db, id: string) =>
  (await asOperator(db, (tx) => tx.select().from(users).where(eq(users.id, id))))[0];

it("knows a user by mail, however it is written, and password", () =>
  database.inTransaction(async (db) => {
    const { id } = await makeUser(db, { email: "Ada@Example.test", password: "right" });
    expect(await attempt(db, "right")).toBe(id);
    expect(await attempt(db, "right", NOW, " ADA@example.TEST ")).toBe(id);
    expect(await attempt(db, "Right")).toBeUndefined();
  }));

it("checks a password for an unknown mail and for a user without one, all the same", () =>
  database.inTransaction(async (db) => {
    await makeUser(db, { email: "ada@example.test" });
    vi.mocked(passwordMatches).mockClear();
    expect(await attempt(db, "x")).toBeUndefined();
    expect(await attempt(db, "x", NOW, "nobody@example.test")).toBeUndefined();
    expect(vi.mocked(passwordMatches).mock.calls).toEqual([
      ["x", null],
      ["x", undefined],
    ]);
  }));

it("locks an account after ten wrong passwords, for a quarter of an hour, even for the right one", () =>
  database.inTransaction(async (db) => {
    const { id } = await makeUser(db, { email: "ada@example.test", password: "right" });
    expect(FAILURES_BEFORE_LOCK).toBe(10);
    vi.mocked(passwordMatches).mockImplementation(async (password) => password === "right");
    for (let i = 0; i < 10; i += 1) await attempt(db, "wrong");
    expect((await stored(db, id))?.lockedUntil).toEqual(minutesLater(15));
    expect(await attempt(db, "right", minutesLater(14))).toBeUndefined();
    expect(await attempt(db, "right", minutesLater(15))).toBe(id);
    expect(await stored(db, id)).toMatchObject({ failedSignIns: 0, lockedUntil: null });
  }));

it("forgets wrong passwords after the right one", () =>
  database.inTransaction(async (db) => {
    const { id } = await makeUser(db, { email: "ada@example.test", password: "right" });
    vi.mocked(passwordMatches).mockImplementation(async (password) => password === "right");
    for (let i = 0; i < 9; i += 1) await attempt(db, "wrong");
    expect((await stored(db, id))?.failedSignIns).toBe(9);
    expect(await attempt(db, "right")).toBe(id);
    await attempt(db, "wrong");
    expect(await attempt(db, "right")).toBe(id);
  }));
