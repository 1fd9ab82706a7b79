import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { closingLine, countsIn } from "./counts.mjs";

const folder = mkdtempSync(join(tmpdir(), "meterline-counts-"));
afterAll(() => rmSync(folder, { recursive: true }));

function counted(report: object) {
  const file = join(folder, "report.json");
  writeFileSync(file, JSON.stringify(report));
  return countsIn(file);
}

it("adds up the reports of both runners; a test that passed at the second try is told as flaky", () => {
  const vitest = counted({ numPassedTests: 120, numFailedTests: 0, numPendingTests: 1, numTodoTests: 1 });
  const playwright = counted({ stats: { expected: 7, flaky: 1, unexpected: 0, skipped: 0 } });
  expect(closingLine([vitest, playwright], false)).toBe("128 passed, 0 failed, 2 skipped, 1 flaky");
});

it("counts a step that broke without a failing test as one failure", () => {
  const none = countsIn(join(folder, "never-written.json"));
  expect(closingLine([none], true)).toBe("0 passed, 1 failed");
  expect(closingLine([{ passed: 5, failed: 3, skipped: 0, flaky: 0 }], true)).toBe("5 passed, 3 failed");
});
