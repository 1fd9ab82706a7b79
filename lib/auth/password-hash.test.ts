import { expect, it } from "vitest";
import { hashPassword, passwordMatches } from "./password-hash";

const took = async (work: () => Promise<unknown>) => {
  const before = performance.now();
  await work();
  return performance.now() - before;
};

it("recognises its password and no other, and salts every hash", async () => {
  const [first, second] = await Promise.all([hashPassword("correct horse"), hashPassword("correct horse")]);
  expect(first).toMatch(/^scrypt\$32768\$8\$3\$[\w-]{22}\$[\w-]{43}$/);
  expect(second).not.toBe(first);
  expect(await passwordMatches("correct horse", first)).toBe(true);
  expect(await passwordMatches("correct horse ", first)).toBe(false);
});

it("reads the parameters from the hash, so that older hashes go on working", async () => {
  // scrypt("demo", "salt", N=1024, r=8, p=1, 32 bytes)
  const { scryptSync } = await import("node:crypto");
  const key = scryptSync("demo", "salt", 32, { N: 1024, r: 8, p: 1 }).toString("base64url");
  const salt = Buffer.from("salt").toString("base64url");
  expect(await passwordMatches("demo", `scrypt$1024$8$1$${salt}$${key}`)).toBe(true);
});

it("takes the same password from keyboards that compose letters differently", async () => {
  expect(await passwordMatches("na\u0308he", await hashPassword("n\u00e4he"))).toBe(true);
});

it("works as hard for someone unknown, and never lets them in", async () => {
  const hash = await hashPassword("demo");
  const known = await took(() => passwordMatches("wrong", hash));
  const unknown = await took(async () => expect(await passwordMatches("wrong", undefined)).toBe(false));
  expect(unknown).toBeGreaterThan(known / 4);
  expect(await passwordMatches("", null)).toBe(false);
});
