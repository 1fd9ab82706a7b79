import { describe, expect, it } from "vitest";
import { readCloudEvents } from "./cloud-events";
import { readCombinedLog } from "./combined-log";
import { readCsv } from "./csv";
import { readLines } from "./lines";
import { readNdjson } from "./ndjson";
import { type Chunks, MAX_RECORD_BYTES, type ReadRecord } from "./source-record";

type Reader = (chunks: Chunks) => AsyncGenerator<ReadRecord>;

/** Cut into pieces of `size` bytes, so that lines and characters are split between chunks. */
function inPieces(text: string | Uint8Array, size = 7): Uint8Array[] {
  const bytes = Buffer.from(text);
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
    bytes.subarray(at * size, (at + 1) * size),
  );
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

async function all(reader: Reader, text: string | Uint8Array, size?: number): Promise<ReadRecord[]> {
  return collect(reader(inPieces(text, size)));
}

describe("csv", () => {
  it("reads columns with the line each row begins on, the header being line 1", async () => {
    expect(await all(readCsv, "a,b\n1,2\n3,4\n")).toEqual([
      { line: 2, record: { a: "1", b: "2" } },
      { line: 3, record: { a: "3", b: "4" } },
    ]);
  });

  it("takes a byte order mark, CRLF, blank lines and a missing final line end", async () => {
    expect(await all(readCsv, '\uFEFFa,b\r\n1,2\r\n\r\n3,"é"\r\n5,6\r')).toEqual([
      { line: 2, record: { a: "1", b: "2" } },
      { line: 4, record: { a: "3", b: "é" } },
      { line: 5, record: { a: "5", b: "6" } },
    ]);
  });

  it("keeps newlines, commas and doubled quotes inside quotes", async () => {
    expect(await all(readCsv, 'a,b\n"x\r\ny","say ""hi"", now"\n1,2')).toEqual([
      { line: 2, record: { a: "x\r\ny", b: 'say "hi", now' } },
      { line: 4, record: { a: "1", b: "2" } },
    ]);
  });

  it("rejects a broken row with its own line and reads the others", async () => {
    expect(await all(readCsv, 'a,b\n1,2\n5" disk,x\n"q"r,s\n3\n1,2,3\n4,5')).toEqual([
      { line: 2, record: { a: "1", b: "2" } },
      { line: 3, error: "a quote stands inside a field that does not begin with one" },
      { line: 4, error: "text follows a closing quote" },
      { line: 5, error: "has 1 columns where the header has 2" },
      { line: 6, error: "has 3 columns where the header has 2" },
      { line: 7, record: { a: "4", b: "5" } },
    ]);
  });

  it("loses only the line of a quote that is never closed", async () => {
    expect(await all(readCsv, 'a,b\n1,"2\n3,4\n5,6')).toEqual([
      { line: 2, error: "a quote is opened and never closed" },
      { line: 3, record: { a: "3", b: "4" } },
      { line: 4, record: { a: "5", b: "6" } },
    ]);
  });

  it("gives up on an open quote after the limit of a record", async () => {
    const filler = `${"x".repeat(999)}\n`.repeat(1_100);
    const rows = await all(readCsv, `a\n"open\n${filler}`, 65_536);
    expect(rows.filter((row) => "error" in row)).toEqual([
      { line: 2, error: "a quote is opened and never closed" },
    ]);
    expect(rows).toHaveLength(1_101);
  });

  it("keeps rows in order around a batch", async () => {
    const rows = Array.from({ length: 1_203 }, (_, at) => (at === 700 ? "broken" : `${at},x`));
    const read = await all(readCsv, `a,b\n${rows.join("\n")}`, 1_000);
    expect(read.map((row) => row.line)).toEqual(rows.map((_, at) => at + 2));
    expect(read.filter((row) => "error" in row)).toHaveLength(1);
  });

  it("holds names that belong to every object as plain columns", async () => {
    const [row] = await all(readCsv, "__proto__,constructor\n1,2");
    expect(row && "record" in row && Object.entries(row.record)).toEqual([
      ["__proto__", "1"],
      ["constructor", "2"],
    ]);
  });

  it.each([
    ["", "The file is empty: a CSV begins with a line of column names."],
    ["a,b,a\n1,2,3", 'The column "a" occurs twice in the line of column names.'],
    ['a"b,c\n', "The line of column names is not CSV."],
  ])("refuses the file %j", async (text, sentence) => {
    await expect(all(readCsv, text)).rejects.toThrow(sentence);
  });
});

describe("lines", () => {
  it("refuses a line over the limit without keeping it, and reads the next", async () => {
    const chunks = inPieces(`short\n${"x".repeat(50)}\nnext`, 8);
    expect(await collect(readLines(chunks, 20))).toEqual([
      { line: 1, text: "short" },
      { line: 2, error: "is longer than 1 MiB" },
      { line: 3, text: "next" },
    ]);
  });

  it("refuses bytes that are not UTF-8 and joins characters cut between chunks", async () => {
    const chunks = [
      Buffer.from("é\n").subarray(0, 1),
      Buffer.from("é\n").subarray(1),
      Buffer.from([0xff, 10]),
    ];
    expect(await collect(readLines(chunks))).toEqual([
      { line: 1, text: "é" },
      { line: 2, error: "is not UTF-8 text" },
    ]);
  });
});

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
