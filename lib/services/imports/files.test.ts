import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import { collect } from "@/lib/testing/chunks";
import { openFile } from "./open-file";
import { RefusedRowsFile, refusedRowsPath } from "./refused-rows-file";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "meterline-files-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function content(name: string, bytes: Uint8Array | string): Promise<string> {
  await writeFile(join(folder, name), bytes);
  const { chunks } = await openFile(join(folder, name));
  return Buffer.concat(await collect(chunks)).toString();
}

it("unpacks by the first bytes, not by the name", async () => {
  expect(await content("packed.csv", gzipSync("a,b"))).toBe("a,b");
  expect(await content("plain.gz", "a,b")).toBe("a,b");
  expect(await content("empty.gz", "")).toBe("");
  expect(await content("two.gz", Buffer.concat([gzipSync("a,"), gzipSync("b")]))).toBe("a,b");
});

it("tells how many bytes of the file have been read", async () => {
  const path = join(folder, "big.csv");
  await writeFile(path, "x".repeat(300_000));
  const seen: number[] = [];
  const { name, sizeBytes, chunks } = await openFile(path, (bytes) => seen.push(bytes));
  await collect(chunks);
  expect([name, sizeBytes, seen.at(-1)]).toEqual(["big.csv", 300_000, 300_000]);
  expect(seen.length).toBeGreaterThan(3);
});

it.each([
  ["missing.csv", "There is no such file"],
  ["folder", "This is a folder, not a file"],
])("refuses %s", async (name, sentence) => {
  await mkdir(join(folder, "folder"), { recursive: true });
  await expect(openFile(join(folder, name))).rejects.toThrow(sentence);
});

it("refuses a gzip file that is broken inside", async () => {
  const packed = gzipSync("x".repeat(1_000));
  await expect(content("cut.gz", packed.subarray(0, 15))).rejects.toThrow("The file is no whole gzip file");
  packed[12] = 0xff;
  await expect(content("broken.gz", packed)).rejects.toThrow("The file is no whole gzip file");
});

it("makes the list of refused rows with the first of them, and guards what a spreadsheet would run", async () => {
  const list = new RefusedRowsFile(join(folder, "new", "list.csv"));
  expect(list.written).toBeUndefined();
  await list.add({ line: 2, outcome: "rejected", code: "invalid_row", reason: '=1+1, "x"' });
  await list.close();
  expect(await readFile(list.written ?? "", "utf8")).toBe(
    `line,outcome,code,reason\r\n2,rejected,invalid_row,"'=1+1, ""x"""\r\n`,
  );
});

it("puts the list beside the file", async () => {
  expect(await refusedRowsPath(join(folder, "a.csv.gz"))).toBe(join(folder, "a.csv.gz.rejects.csv"));
  expect(await refusedRowsPath("/nowhere/a.csv")).toBe("a.csv.rejects.csv");
});
