import { expect, it } from "vitest";
import { choiceOf, readSelection, withChoice, writeSelection } from "./selection";

it("writes wanted values, left-out ones with an exclamation mark, and no value as a tilde", () => {
  expect(writeSelection({ include: ["aws", null], exclude: ["github"] })).toEqual(["aws", "~", "!github"]);
  expect(writeSelection({ include: [], exclude: [null] })).toEqual(["!~"]);
});

it.each(["aws", "!odd", "~odd", "~", "!", "a,b", "text/x-c++src", "Zürich"])(
  "reads back the value %j",
  (value) => {
    const included = { include: [value], exclude: [] };
    const excluded = { include: [], exclude: [value] };
    expect(readSelection(writeSelection(included))).toEqual(included);
    expect(readSelection(writeSelection(excluded))).toEqual(excluded);
  },
);

it("drops empty members and what is said twice", () => {
  expect(readSelection(["", "!", "aws", "aws", "!aws", "!vercel"])).toEqual({
    include: ["aws"],
    exclude: ["vercel"],
  });
});

it("moves a value between wanted and left out", () => {
  const filter = { include: ["aws", null], exclude: ["github"] };
  expect(choiceOf(filter, null)).toBe("include");
  expect(choiceOf(filter, "azure")).toBeNull();
  expect(withChoice(filter, "github", "include")).toEqual({ include: ["aws", null, "github"], exclude: [] });
  expect(withChoice(filter, null, "exclude")).toEqual({ include: ["aws"], exclude: ["github", null] });
  expect(withChoice(filter, "aws", null)).toEqual({ include: [null], exclude: ["github"] });
});
