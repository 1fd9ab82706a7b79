import { expect, it } from "vitest";
import { conditional } from "./conditional";

const asked = (tag?: string) =>
  new Request("http://localhost/", { headers: tag ? { "if-none-match": tag } : {} });
const answer = (n: number, as_of = "2026-11-20T12:00:00.000Z") => ({
  n,
  meta: { timezone: "UTC", as_of, complete_until: as_of, interval: "day" },
});
const tagOf = (body: unknown) => conditional(asked(), body, {}).headers.get("etag") ?? "";

it("the tag is of what an answer says, not of when it was read", () => {
  expect(tagOf(answer(1))).toMatch(/^W\/"[\w-]{27}"$/);
  expect(tagOf(answer(1, "2026-11-21T00:00:00.000Z"))).toBe(tagOf(answer(1)));
  expect(tagOf(answer(2))).not.toBe(tagOf(answer(1)));
  expect(tagOf([1])).not.toBe(tagOf([2]));
  // Text of a user that looks like it is no time of reading.
  const label = '"as_of":"x","complete_until":"x"';
  expect(tagOf({ label, meta: { as_of: "y", complete_until: "x" } })).not.toBe(
    tagOf({ label: "", meta: { as_of: "y", complete_until: "x" } }),
  );
});

it.each([
  [(tag: string) => tag, 304],
  [(tag: string) => `"other", ${tag}`, 304],
  [(tag: string) => tag.replace("W/", ""), 304],
  [() => "*", 304],
  [() => 'W/"other"', 200],
  [() => "", 200],
])("If-None-Match %# is %i", async (sent, status) => {
  const response = conditional(asked(sent(tagOf(answer(1)))), answer(1), { "x-request-id": "r" });
  expect(response.status).toBe(status);
  expect(await response.text()).toBe(status === 304 ? "" : JSON.stringify(answer(1)));
  expect(Object.fromEntries(response.headers)).toMatchObject({ etag: tagOf(answer(1)), "x-request-id": "r" });
});
