import { existsSync, readFileSync, rmSync } from "node:fs";

/** What the JSON reports of Vitest and Playwright say, as `{ passed, failed, skipped, flaky }`; flaky ones passed when they were tried again. */
export function countsIn(file) {
  if (!existsSync(file)) return { passed: 0, failed: 0, skipped: 0, flaky: 0 };
  const report = JSON.parse(readFileSync(file, "utf8"));
  if (report.stats) {
    const { expected, flaky, unexpected, skipped } = report.stats;
    return { passed: expected + flaky, failed: unexpected, skipped, flaky };
  }
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = report;
  return {
    passed: numPassedTests,
    failed: numFailedTests,
    skipped: numPendingTests + numTodoTests,
    flaky: 0,
  };
}

/** A report of an earlier run must not be counted. */
export function forget(files) {
  for (const file of files) rmSync(file, { force: true });
}

/** The closing line. A step that broke without a failing test (a lint error, a crash) counts as one failure. */
export function closingLine(counts, isBroken) {
  const sum = (key) => counts.reduce((total, count) => total + count[key], 0);
  const failed = sum("failed") || (isBroken ? 1 : 0);
  const asides = ["skipped", "flaky"].filter((key) => sum(key) > 0).map((key) => `, ${sum(key)} ${key}`);
  return `${sum("passed")} passed, ${failed} failed${asides.join("")}`;
}
