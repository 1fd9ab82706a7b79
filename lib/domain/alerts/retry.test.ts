import { expect, it } from "vitest";
import { type AlertMessage, logLine } from "@/lib/domain/alerts/message";
import { MAX_ATTEMPTS, retryAt } from "@/lib/domain/alerts/retry";

const now = new Date("2026-11-20T12:00:00Z");
const pause = (attempts: number, jitter = 0, retryAfterSeconds = 0) => {
  const next = retryAt(attempts, { now, jitter, retryAfterSeconds });
  return next === null ? null : (next.getTime() - now.getTime()) / 1000;
};

it("waits longer after each attempt, and gives up after the tenth", () => {
  expect(Array.from({ length: 10 }, (_, at) => pause(at + 1))).toEqual([
    ...[5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400],
    null,
  ]);
  expect(MAX_ATTEMPTS).toBe(10);
});

it("spreads attempts by up to a tenth, and waits as long as it is asked to, for a day at most", () => {
  expect(pause(2, 1)).toBe(330);
  expect(pause(1, 0, 60)).toBe(60);
  expect(pause(2, 0, 60)).toBe(300);
  expect(pause(1, 0, 1e9)).toBe(86_400);
});

it("a log line is one line, whatever the names hold", () => {
  const data = {
    level: "exceeded",
    summary: "a\nEXCEEDED b\u2028c",
    id: "1",
    organization: { slug: "acme" },
  };
  const message = { data } as AlertMessage;
  expect(logLine(message)).toBe("EXCEEDED acme: a EXCEEDED b c (alert 1)");
});
