import { expect, it } from "vitest";
import { limitAttempts } from "./attempts";

it("lets so many attempts through per name, and again in the next window", () => {
  const attempts = limitAttempts(2, 1000);
  expect([attempts.take("a", 0), attempts.take("a", 10), attempts.take("a", 20)]).toEqual([
    true,
    true,
    false,
  ]);
  expect(attempts.take("b", 20)).toBe(true);
  expect(attempts.take("a", 999)).toBe(false);
  expect(attempts.take("a", 1000)).toBe(true);
});

it("does not count what turned out well", () => {
  const attempts = limitAttempts(1, 1000);
  expect(attempts.take("a", 0)).toBe(true);
  attempts.giveBack("a", 1);
  expect([attempts.take("a", 2), attempts.take("a", 3)]).toEqual([true, false]);
});
