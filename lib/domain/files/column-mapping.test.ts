import { describe, expect, it } from "vitest";
import { type ColumnSettings, checkColumns, mapColumns } from "./column-mapping";
import { mapCloudEvents } from "./event-mapping";
import { fieldNamed } from "./import-fields";

const settings = (over: Partial<ColumnSettings> = {}): ColumnSettings => ({
  kind: "requests",
  fileName: "access.csv",
  source: "access.csv",
  ownSource: false,
  columns: new Map(),
  constants: new Map(),
  skip: [],
  timezone: "UTC",
  shiftWeeks: 0,
  ...over,
});

describe("columns", () => {
  it("takes columns that are called like fields, and leaves out empty ones and the others", () => {
    const row = {
      time: "2026-01-01 00:00:00",
      path: "/a",
      status: "200",
      bytes: "",
      source: "utm",
      colour: "red",
    };
    expect(mapColumns(settings())(row, 7)).toEqual({
      events: [
        {
          specversion: "1.0",
          id: "access.csv#7",
          source: "access.csv",
          type: "api_request",
          time: "2026-01-01T00:00:00Z",
          data: { endpoint: "/a", status_code: "200" },
        },
      ],
    });
  });

  it("prefers the named column, gives constants and keeps named properties", () => {
    const map = mapColumns(
      settings({
        kind: "events",
        columns: new Map([
          ["quantity", "Menge"],
          ["id", "row.key"],
          ["properties.cost", "Cost"],
        ]),
        constants: new Map([["usage_type", "compute"]]),
        provider: "aws",
        team: "ops",
      }),
    );
    const row = {
      quantity: "1",
      Menge: 2.5,
      Cost: "0.10",
      row: { key: 9 },
      provider: "gcp",
      time: "2026-01-01",
    };
    expect(map(row, 2)).toMatchObject({
      events: [
        {
          id: "9",
          type: "usage",
          data: { quantity: 2.5, usage_type: "compute", cost: "0.10", provider: "gcp", team_id: "ops" },
        },
      ],
    });
  });

  it("moves times by weeks and reads local ones in the zone", () => {
    const map = mapColumns(settings({ timezone: "Asia/Kathmandu", shiftWeeks: 1 }));
    expect(map({ time: "2026-01-01 05:45:00", endpoint: "/" }, 2)).toMatchObject({
      events: [{ time: "2026-01-08T00:00:00Z" }],
    });
  });

  it("takes uploads for successful where the file has no column of outcomes, but never an empty outcome", () => {
    const map = mapColumns(settings({ kind: "uploads" }));
    expect(map({ time: "2026-01-01", size_bytes: "5" }, 2)).toMatchObject({
      events: [{ data: { file_size: "5", upload_status: "success" } }],
    });
    expect(JSON.stringify(map({ time: "2026-01-01", upload_status: "" }, 3))).not.toContain("success");
  });

  it("skips rows on purpose and rejects rows without a time", () => {
    const map = mapColumns(settings({ skip: [{ column: "change", value: "deleted" }] }));
    expect(map({ change: "deleted" }, 2)).toEqual({ skip: true });
    expect(map({ change: "added", time: "" }, 3)).toEqual({ error: "has no time" });
    expect(map({ time: "soon" }, 4)).toEqual({ error: "has a time that cannot be read: soon" });
  });

  it("refuses a file whose columns cannot give what every event needs", () => {
    expect(() => checkColumns(["time", "url"], settings())).toThrow(
      "No column gives endpoint: name one with --map column=endpoint",
    );
    expect(() => checkColumns(["time", "path"], settings({ columns: new Map([["bytes", "size"]]) }))).toThrow(
      'The file has no column "size". It has: time, path.',
    );
    checkColumns(["time", "url"], settings({ columns: new Map([["endpoint", "url"]]) }));
    checkColumns(["time"], settings({ constants: new Map([["endpoint", "/"]]) }));
  });

  it.each([
    ["team", "uploads", "team_id"],
    ["timestamp", "events", "time"],
    ["status", "requests", "status_code"],
    ["status", "uploads", undefined],
    ["properties.cost", "events", "properties.cost"],
    ["properties.", "events", undefined],
    ["quantity", "requests", undefined],
    ["constructor", "requests", undefined],
  ] as const)("knows the field %s of %s as %s", (name, kind, field) => {
    expect(fieldNamed(name, kind)).toBe(field);
  });
});

describe("cloudevents", () => {
  const map = mapCloudEvents({
    fileName: "e.ndjson",
    source: "e.ndjson",
    provider: "aws",
    timezone: "UTC",
    shiftWeeks: 1,
  });

  it("keeps what an event says and adds only what it lacks", () => {
    const event = { specversion: "1.0", id: "1", source: "s", type: "usage", data: { provider: "gcp" } };
    expect(map(event, 1)).toEqual({ events: [event] });
    expect(map({ type: "usage", time: "2026-01-01T00:00:00Z", data: { quantity: 1 } }, 3)).toEqual({
      events: [
        {
          id: "e.ndjson#3",
          source: "e.ndjson",
          type: "usage",
          time: "2026-01-08T00:00:00Z",
          data: { provider: "aws", quantity: 1 },
        },
      ],
    });
  });

  it("leaves data that is no object alone", () => {
    expect(map({ id: "1", source: "s", data: 7 }, 1)).toEqual({
      events: [{ id: "1", source: "s", data: 7 }],
    });
  });
});
