import { expect, it } from "vitest";
import { joinList, splitList } from "./list-text";

it.each([
  [["aws", "vercel"], "aws,vercel"],
  [['["api","web"]', "x"], '["api"\\,"web"],x'],
  [["back\\slash", "%2C"], "back\\\\slash,%2C"],
  [[], ""],
])("writes %j as one text and reads it back", (members, text) => {
  expect(joinList(members)).toBe(text);
  expect(splitList(text)).toEqual(members);
});

it("drops what is empty between commas", () => {
  expect(splitList(",aws,,vercel,")).toEqual(["aws", "vercel"]);
});
