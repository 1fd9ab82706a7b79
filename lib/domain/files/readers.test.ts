import { describe, expect, it } from "vitest";
import { collect, inPieces } from "@/lib/testing/chunks";
import { readCloudEvents } from "./cloud-events";
import { readCombinedLog } from "./combined-log";
import { readNdjson } from "./ndjson";
import { type Chunks, MAX_RECORD_BYTES, type ReadRecord } from "./source-record";

type Reader = (chunks: Chunks) => AsyncGenerator<ReadRecord>;

const all = (reader: Reader, text: string, size?: number) => collect(reader(inPieces(text, size)));

describe("ndjson", () => {
  it("reads objects and rejects everything else with its line", async () => {
    expect(await all(readNdjson, '{"a":1}\r\n\n[1]\n{"a":\nnull\n{"b":"2"}')).toEqual([
      { line: 1, record: { a: 1 } },
      { line: 3, error: "is not a JSON object" },
      { line: 4, error: "is not JSON" },
      { line: 5, error: "is not a JSON object" },
      { line: 6, record: { b: "2" } },
    ]);
  });
});

describe("cloudevents", () => {
  it("reads one event per line, even if the first is broken", async () => {
    expect(await all(readCloudEvents, '{"specversion":"1.0","id":\n{"id":"b"}\n')).toEqual([
      { line: 1, error: "is not JSON" },
      { line: 2, record: { id: "b" } },
    ]);
  });

  it("reads an array, each event with the line it begins on", async () => {
    const text = '\uFEFF[\n  {"id":"a","data":{"s":"],}\\"["}},\n  {\n  "id":"b"},7,\n{"id":\n"c"}\n]\n';
    expect(await all(readCloudEvents, text)).toEqual([
      { line: 2, record: { id: "a", data: { s: '],}"[' } } },
      { line: 3, record: { id: "b" } },
      { line: 4, error: "is not a JSON object" },
      { line: 5, record: { id: "c" } },
    ]);
  });

  it("reads one printed object", async () => {
    expect(await all(readCloudEvents, '{\n "id": "a",\n "data": {"x": 1}\n}\n')).toEqual([
      { line: 1, record: { id: "a", data: { x: 1 } } },
    ]);
  });

  it("rejects what a cut array ends with, and an event over the limit", async () => {
    expect(await all(readCloudEvents, '[{"id":"a"},{"id"')).toEqual([
      { line: 1, record: { id: "a" } },
      { line: 1, error: "is not JSON" },
    ]);
    const long = `[{"id":"${"x".repeat(MAX_RECORD_BYTES)}"},{"id":"b"}]`;
    expect(await all(readCloudEvents, long, 65_536)).toEqual([
      { line: 1, error: "is longer than 1 MiB" },
      { line: 1, record: { id: "b" } },
    ]);
  });

  it("holds no event in an empty file or an empty array", async () => {
    expect(await all(readCloudEvents, "")).toEqual([]);
    expect(await all(readCloudEvents, " [ ] ")).toEqual([]);
  });
});

describe("combined log", () => {
  const line =
    '1.2.3.4 - ann [17/May/2015:10:05:03 +0200] "GET /a?b=1 HTTP/1.1" 200 512 "http://r/" "Moz \\"x\\""';

  it("reads the combined format", async () => {
    expect(await all(readCombinedLog, `${line}\r\n`)).toEqual([
      {
        line: 1,
        record: {
          client: "1.2.3.4",
          identity: "",
          user: "ann",
          time: "2015-05-17T10:05:03+02:00",
          method: "GET",
          path: "/a?b=1",
          protocol: "HTTP/1.1",
          status: "200",
          bytes: "512",
          referrer: "http://r/",
          user_agent: 'Moz "x"',
        },
      },
    ]);
  });

  it("reads the common format, and a dash as missing", async () => {
    const [row] = await all(readCombinedLog, '::1 - - [01/Jan/2020:00:00:00 +0000] "-" 408 -');
    expect(row).toMatchObject({ record: { bytes: "", method: "", path: "", status: "408", referrer: "" } });
  });

  it.each([
    ["cut short", line.slice(0, -1)],
    ["another month", line.replace("May", "Mai")],
    ["no status", line.replace(" 200 ", " - ")],
    ["text after its end", `${line} x`],
    ["no brackets", line.replace("[", "")],
    ["a size with a sign", line.replace(" 512 ", " -512 ")],
    ["spaces only before the date", `${" ".repeat(5_000)}[`],
  ])("rejects a line with %s", async (_, text) => {
    const [row] = await all(readCombinedLog, text);
    expect(row).toHaveProperty("error");
  });
});
