import { describe, expect, it } from "vitest";
import { meterSources, requestFact, uploadFact } from "@/lib/domain/facts";

describe("the facts of a meter", () => {
  it.each([
    ["api", ["request:success events", "request:failure events", "request:unknown events", "api quantity"]],
    [
      "bandwidth",
      [
        "request:success quantity",
        "request:failure quantity",
        "request:unknown quantity",
        "bandwidth quantity",
      ],
    ],
    ["file_uploads", ["upload:success events", "file_uploads quantity"]],
    ["storage", ["upload:success quantity", "storage quantity"]],
    ["ai_tokens", ["ai_tokens quantity"]],
  ])("%s reads %j", (key, expected) => {
    const sources = meterSources({ key, aggregation: "sum" });
    expect(sources.map(({ fact, measure }) => `${fact} ${measure}`)).toEqual(expected);
  });

  it("an organization's counting meter counts its events", () => {
    expect(meterSources({ key: "calls", aggregation: "count" })).toEqual([
      { meter: "calls", fact: "calls", measure: "events" },
    ]);
  });
});

describe("outcomes", () => {
  it("an upload succeeds with the status success only", () => {
    expect(["success", "failed", "Success", "pending"].map(uploadFact)).toEqual([
      "upload:success",
      "upload:failure",
      "upload:failure",
      "upload:failure",
    ]);
  });
  it("a request fails from 400 on and is neither without a status", () => {
    expect([200, 399, 400, 599, null].map(requestFact)).toEqual([
      "request:success",
      "request:success",
      "request:failure",
      "request:failure",
      "request:unknown",
    ]);
  });
});
