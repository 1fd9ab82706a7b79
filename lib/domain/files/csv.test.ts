import { describe, expect, it } from "vitest";
import { collect, inPieces } from "@/lib/testing/chunks";
import { readCsv } from "./csv";
import { readLines } from "./lines";

const all = (text: string, size?: number) => collect(readCsv(inPieces(text, size)));

describe("csv", () => {
  it("reads columns with the line each row begins on, the header being line 1", async () => {
    expect(await all("a,b\n1,2\n3,4\n")).toEqual([
      { line: 2, record: { a: "1", b: "2" } },
      { line: 3, record: { a: "3", b: "4" } },
    ]);
  });

  it("takes a byte order mark, CRLF, blank lines and a missing final line end", async () => {
    expect(await all('\uFEFFa,b\r\n1,2\r\n\r\n3,"é"\r\n5,6\r')).toEqual([
      { line: 2, record: { a: "1", b: "2" } },
      { line: 4, record: { a: "3", b: "é" } },
      { line: 5, record: { a: "5", b: "6" } },
    ]);
  });

  it("keeps newlines, commas and doubled quotes inside quotes", async () => {
    expect(await all('a,b\n"x\r\ny","say ""hi"", now"\n1,2')).toEqual([
      { line: 2, record: { a: "x\r\ny", b: 'say "hi", now' } },
      { line: 4, record: { a: "1", b: "2" } },
    ]);
  });

  it("rejects a broken row with its own line and reads the others", async () => {
    expect(await all('a,b\n1,2\n5" disk,x\n"q"r,s\n3\n1,2,3\n4,5')).toEqual([
      { line: 2, record: { a: "1", b: "2" } },
      { line: 3, error: "a quote stands inside a field that does not begin with one" },
      { line: 4, error: "text follows a closing quote" },
      { line: 5, error: "has 1 columns where the header has 2" },
      { line: 6, error: "has 3 columns where the header has 2" },
      { line: 7, record: { a: "4", b: "5" } },
    ]);
  });

  it("loses only the line of a quote that is never closed", async () => {
    expect(await all('a,b\n1,"2\n3,4\n5,6')).toEqual([
      { line: 2, error: "a quote is opened and never closed" },
      { line: 3, record: { a: "3", b: "4" } },
      { line: 4, record: { a: "5", b: "6" } },
    ]);
  });

  it("gives up on an open quote after the limit of a record", async () => {
    const filler = `${"x".repeat(999)}\n`.repeat(1_100);
    const rows = await all(`a\n"open\n${filler}`, 65_536);
    expect(rows.filter((row) => "error" in row)).toEqual([
      { line: 2, error: "a quote is opened and never closed" },
    ]);
    expect(rows).toHaveLength(1_101);
  });

  it("keeps rows in order around a batch", async () => {
    const rows = Array.from({ length: 1_203 }, (_, at) => (at === 700 ? "broken" : `${at},x`));
    const read = await all(`a,b\n${rows.join("\n")}`, 1_000);
    expect(read.map((row) => row.line)).toEqual(rows.map((_, at) => at + 2));
    expect(read.filter((row) => "error" in row)).toHaveLength(1);
  });

  it("holds names that belong to every object as plain columns", async () => {
    const [row] = await all("__proto__,constructor\n1,2");
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
    await expect(all(text)).rejects.toThrow(sentence);
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
