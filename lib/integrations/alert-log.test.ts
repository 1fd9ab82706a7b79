import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { writeAlertLine } from "@/lib/integrations/alert-log";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "alert-log-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  vi.restoreAllMocks();
});

it("writes one line to stderr and to the file, and keeps five full files", async () => {
  const told = vi.spyOn(console, "error").mockImplementation(() => {});
  const file = join(folder, "alerts.log");
  // Each line takes 26 bytes for its time and the line break, and 10 of its own: two fit into 80 bytes.
  const lines = Array.from({ length: 15 }, (_, at) => `WARNING ${String(at).padStart(2, "0")}`);
  await Promise.all(lines.map((line) => writeAlertLine(line, { file, maxBytes: 80 })));
  expect(told.mock.calls.map(([line]) => line)).toEqual(lines);
  const names = readdirSync(folder).sort();
  expect(names).toEqual(["alerts.log", ...[1, 2, 3, 4, 5].map((at) => `alerts.log.${at}`)]);
  const said = (name: string) =>
    readFileSync(join(folder, name), "utf8")
      .trim()
      .split("\n")
      .map((line) => line.slice(25));
  // 15 lines are 8 files; the two oldest are gone.
  expect(said("alerts.log")).toEqual(["WARNING 14"]);
  expect(said("alerts.log.1")).toEqual(["WARNING 12", "WARNING 13"]);
  expect(said("alerts.log.5")).toEqual(["WARNING 04", "WARNING 05"]);
});

it("writes to stderr alone without a file", async () => {
  const told = vi.spyOn(console, "error").mockImplementation(() => {});
  await writeAlertLine("EXCEEDED", { file: undefined, maxBytes: 80 });
  expect(told).toHaveBeenCalledWith("EXCEEDED");
  expect(readdirSync(folder)).toEqual([]);
});
