import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeEach, expect, it } from "vitest";
import { createRecorder, type RecorderProblem } from "./index";
import { openSpillFile } from "./spill-file";

const folder = mkdtempSync(join(tmpdir(), "recorder-"));
let path: string;
let files = 0;
beforeEach(() => {
  files += 1;
  path = join(folder, `usage-${files}.ndjson`);
});
afterAll(() => rmSync(folder, { recursive: true }));

const kept = () =>
  readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line): { id: string } => JSON.parse(line));

function recorderOf(send: typeof fetch) {
  const problems: RecorderProblem[] = [];
  const recorder = createRecorder({
    ...{ url: "https://usage.test", apiKey: "key", fetch: send, spillFile: openSpillFile(path) },
    onError: (problem) => problems.push(problem),
  });
  return { recorder, problems };
}

/** A server that accepts everything, and what it was sent. */
function acceptingServer() {
  const ids: string[] = [];
  const send: typeof fetch = async (_, init) => {
    const batch: { id: string }[] = JSON.parse(String(init?.body));
    ids.push(...batch.map(({ id }) => id));
    return Response.json({ accepted: batch.length, duplicates: 0, conflicts: 0, rejected: 0, results: [] });
  };
  return { ids, send };
}
const down: typeof fetch = async () => {
  throw new Error("down");
};

it("holds events from when they are tracked until they are acknowledged", async () => {
  const { ids, send } = acceptingServer();
  const { recorder } = recorderOf(send);
  await recorder.track("api", 1);
  await recorder.track("api", 2);
  const waiting = kept().map(({ id }) => id);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  await recorder.flush();
  expect(ids).toEqual(waiting);
  expect(kept()).toEqual([]);
  await recorder.close();
});

it("sends what a crashed process left, with the same ids, and tells of the line it was writing", async () => {
  const event = { source: "s", type: "usage", time: "2026-11-20T10:00:00Z", data: {} };
  const lines = ["1", "2"].map((id) => `${JSON.stringify({ ...event, id })}\n`).join("");
  writeFileSync(path, `${lines}{"id":"cut of`);

  const { ids, send } = acceptingServer();
  const { recorder, problems } = recorderOf(send);
  expect(recorder.pending).toBe(2);
  await recorder.track("api", 3);
  expect(await recorder.close()).toEqual({ unsent: 0 });
  expect(ids.slice(0, 2)).toEqual(["1", "2"]);
  expect(ids).toHaveLength(3);
  expect(problems).toMatchObject([{ kind: "rejected", code: "unreadable", event: '{"id":"cut of' }]);
  expect(kept()).toEqual([]);
});

/** Another process that opens the file, tells so, and lives until it is killed. */
async function startHolder(): Promise<ChildProcess> {
  const module = new URL("./spill-file.ts", import.meta.url).pathname;
  const code = `import { openSpillFile } from ${JSON.stringify(module)};
    const file = openSpillFile(${JSON.stringify(path)}, { sync: "each" });
    file.append({ id: "theirs", source: "s", type: "usage", time: "2026-11-20T10:00:00Z", data: {} });
    console.log("open");
    setInterval(() => {}, 1000);`;
  const args = ["--import", "tsx", "--input-type=module", "-e", code];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  await once(child.stdout, "data");
  return child;
}

it("belongs to one process, and to the next one when that was killed", { timeout: 60_000 }, async () => {
  const holder = await startHolder();
  expect(() => openSpillFile(path)).toThrow(`belongs to process ${holder.pid}`);
  const ended = once(holder, "exit");
  holder.kill("SIGKILL");
  await ended;
  const file = openSpillFile(path);
  expect(file.events.map(({ id }) => id)).toEqual(["theirs"]);
  expect(() => openSpillFile(path)).toThrow(`belongs to process ${process.pid}`);
  file.close();
  expect(readdirSync(folder).filter((name) => name.startsWith(`${basename(path)}.`))).toEqual([]);
  openSpillFile(path).close();
});

it("is taken over from another machine only after it fell silent", () => {
  const lock = `${path}.lock`;
  writeFileSync(lock, JSON.stringify({ pid: 1, host: "elsewhere" }));
  expect(() => openSpillFile(path)).toThrow("process 1 on elsewhere");
  const longAgo = new Date(Date.now() - 61_000);
  utimesSync(lock, longAgo, longAgo);
  openSpillFile(path).close();
});

it("is not opened where it cannot be written, and leaves no lock", () => {
  expect(() => openSpillFile(join(folder, "nowhere", "usage.ndjson"))).toThrow("ENOENT");
  mkdirSync(path);
  expect(() => openSpillFile(path)).toThrow("EISDIR");
  expect(readdirSync(folder).filter((name) => name.startsWith(`${basename(path)}.`))).toEqual([]);
});

it("keeps what could not be sent before the end for the next start", async () => {
  const { recorder, problems } = recorderOf(down);
  await recorder.track("api", 1);
  expect(await recorder.close({ timeoutMs: 10 })).toEqual({ unsent: 1 });
  expect(problems.every(({ kind }) => kind === "retrying")).toBe(true);
  expect(kept()).toHaveLength(1);
});

it("does not grow while there is always something waiting", () => {
  const event = (id: number) => ({
    ...{ id: `${id}`, source: "s", type: "usage", time: "2026-11-20T10:00:00Z", data: {} },
  });
  const file = openSpillFile(path);
  for (let id = 0; id < 1500; id++) file.append(event(id));
  file.settle([event(1498), event(1499)]);
  expect(kept().map(({ id }) => id)).toEqual(["1498", "1499"]);
  file.append(event(1500));
  expect(kept()).toHaveLength(3);
  file.close();
});
