import { expect, it } from "vitest";
import { type ImportSettings, type Pair, planImport } from "./import-plan";
import type { FileFormat } from "./source-record";

const pair = (left: string, right: string): Pair => ({ left, right });
const plan = (format: FileFormat, over: Partial<ImportSettings> = {}) =>
  planImport(
    { map: [], set: [], skip: [], timezone: "UTC", shiftWeeks: 0, ...over },
    { name: "f.x", format },
  );

it("takes an access log for requests, CloudEvents for events, and asks for the kind of other rows", () => {
  expect(plan("combined-log").kind).toBe("requests");
  expect(plan("cloudevents").kind).toBe("events");
  expect(() => plan("csv")).toThrow("Say what the rows are: --kind uploads, requests, events.");
  expect(() => plan("ndjson")).toThrow("Say what the rows are");
});

it("names the source after the file unless told", () => {
  expect(plan("combined-log").source).toBe("f.x");
  expect(plan("combined-log", { source: "web-1" }).source).toBe("web-1");
});

it("takes CloudEvents as they are, and like rows once columns are named", () => {
  const event = { id: "7", source: "s", type: "file.added", time: "2026-01-01T00:00:00Z", data: { size: 5 } };
  expect(plan("cloudevents").map(event, 1)).toEqual({ events: [event] });
  expect(
    plan("cloudevents", { kind: "uploads", map: [pair("data.size", "file_size")] }).map(event, 1),
  ).toMatchObject({
    events: [{ id: "7", source: "s", type: "file_upload", data: { file_size: 5, upload_status: "success" } }],
  });
});

it("never takes a column called source for the source of a table", () => {
  const row = { time: "2026-01-01", endpoint: "/", source: "newsletter" };
  expect(plan("csv", { kind: "requests" }).map(row, 2)).toMatchObject({ events: [{ source: "f.x" }] });
  const named = plan("csv", { kind: "requests", map: [pair("source", "source")] });
  expect(named.map(row, 2)).toMatchObject({ events: [{ source: "newsletter" }] });
});

it.each([
  [
    { map: [pair("a", "colour")] },
    'There is no field "colour" in requests. There are: id, source, subject, time, ',
  ],
  [{ set: [pair("quantity", "1")] }, 'There is no field "quantity" in requests.'],
  [{ map: [pair("a", "team"), pair("b", "team_id")] }, "team_id is given twice."],
  [
    { map: [pair("a", "endpoint")], set: [pair("endpoint", "/")] },
    "endpoint is given twice: by --map and by --set.",
  ],
])("refuses %j", (over, sentence) => {
  expect(() => plan("csv", { kind: "requests", ...over })).toThrow(sentence);
});
