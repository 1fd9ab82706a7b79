import { expect, it } from "vitest";
import { optionsOf, shownOptions } from "./filter-options";

it("offers each value once, whichever meters have it", () => {
  const results = [
    { key: '["api","aws"]', label: "aws::API requests" },
    { key: '["storage","aws"]', label: "aws::Storage written" },
    { key: '["api",null]', label: "(none)::API requests" },
    { key: '{"other":"api"}', label: "Other" },
  ];
  expect(optionsOf(results, "provider")).toEqual([
    { value: "aws", label: "aws" },
    { value: null, label: "No provider" },
  ]);
});

it("names meters, teams and file types for people", () => {
  expect(optionsOf([{ key: '["api"]', label: "API requests" }], "type")[0]?.label).toBe("API requests");
  expect(optionsOf([{ key: '["api","web"]', label: "Website (web)" }], "team")[0]?.label).toBe(
    "Website (web)",
  );
  expect(optionsOf([{ key: '["api","docs"]', label: "docs (docs)" }], "team")[0]?.label).toBe("docs");
  expect(optionsOf([{ key: '["api","text/markdown"]', label: "text/markdown" }], "file_type")[0]?.label).toBe(
    "Markdown",
  );
});

it("finds options by name or value and keeps what is chosen but has no usage", () => {
  const options = [
    { value: "text/markdown", label: "Markdown" },
    { value: "image/png", label: "PNG image" },
  ];
  expect(shownOptions(options, [], "file_type", " text/ ")).toEqual([options[0]]);
  expect(shownOptions(options, [], "file_type", "png")).toEqual([options[1]]);
  expect(shownOptions(options, [null, "image/png"], "file_type", "")).toEqual([
    ...options,
    { value: null, label: "No file type" },
  ]);
});
