import { expect, it } from "vitest";
import { returnPath } from "./return-path";

it.each([
  ["/usage?range=7d#chart", "/usage?range=7d#chart"],
  ["/account", "/account"],
  [undefined, "/usage"],
  ["", "/usage"],
  ["account", "/usage"],
  ["https://evil.example/usage", "/usage"],
  ["//evil.example", "/usage"],
  ["/\\evil.example", "/usage"],
  ["/\t/evil.example", "/usage"],
  ["/.//evil.example", "/usage"],
  ["javascript:alert(1)", "/usage"],
])("leads from %j to %s", (asked, path) => {
  expect(returnPath(asked)).toBe(path);
});
