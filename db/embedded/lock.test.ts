import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { countLeases, dropLease, takeLease } from "./leases";
import { withLock } from "./lock";
import { signature } from "./processes";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "meterline-lock-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

// The largest process number of Linux is 4194304.
const deadProcess = "4194999 1";

it("lets one in at a time", async () => {
  const file = join(folder, "busy");
  const order: string[] = [];
  const work = (name: string) =>
    withLock(file, async () => {
      order.push(`${name} in`);
      await sleep(30);
      order.push(`${name} out`);
    });
  await Promise.all([work("a"), work("b"), work("c")]);
  expect(order.map((step) => step.split(" ")[1])).toEqual(["in", "out", "in", "out", "in", "out"]);
});

it("takes over the lock of a dead process, once", async () => {
  const file = join(folder, "stale");
  await writeFile(file, deadProcess);
  let inside = 0;
  let most = 0;
  const work = () =>
    withLock(file, async () => {
      most = Math.max(most, ++inside);
      await sleep(20);
      inside--;
    });
  await Promise.all(Array.from({ length: 6 }, work));
  expect(most).toBe(1);
});

it("frees the lock when the work fails", async () => {
  const file = join(folder, "failed");
  await expect(withLock(file, () => Promise.reject(new Error("no disk")))).rejects.toThrow("no disk");
  await expect(withLock(file, async () => "next")).resolves.toBe("next");
});

it("counts the living, and forgets a process whose number was given away again", async () => {
  const leases = join(folder, "leases");
  const first = await takeLease(leases);
  await takeLease(leases);
  await writeFile(join(leases, "dead"), deadProcess);
  await writeFile(join(leases, "earlier"), `${process.pid} another start`);
  expect(signature(process.pid)).not.toBe(`${process.pid} another start`);
  expect(await countLeases(leases)).toBe(2);
  await dropLease(first);
  expect(await countLeases(leases)).toBe(1);
});
