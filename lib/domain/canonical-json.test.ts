import { describe, expect, it } from "vitest";
import { canonicalJson, nestsDeeper } from "@/lib/domain/canonical-json";

const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);

describe("canonicalJson", () => {
  it("does not depend on the order of keys, at any depth", () => {
    const one = canonicalJson({ b: [1, { d: null, c: "x" }], a: true });
    expect(one).toBe('{"a":true,"b":[1,{"c":"x","d":null}]}');
    expect(canonicalJson({ a: true, b: [1, { c: "x", d: null }] })).toBe(one);
  });

  it("tells numbers from text and lists by their order", () => {
    expect(canonicalJson({ a: 1 })).not.toBe(canonicalJson({ a: "1" }));
    expect(canonicalJson([1, 2])).not.toBe(canonicalJson([2, 1]));
  });

  it("keeps a key that JavaScript gives a meaning of its own", () => {
    expect(canonicalJson(JSON.parse('{"__proto__":{"x":1}}'))).toBe('{"__proto__":{"x":1}}');
  });

  it.each(['"', "\\", "a\nb", "\u0001", "\u007f", "\u2028", "[]!# ~", "é", "\ud7ff\ue000\uffff", "😀"])(
    "writes %j as JSON does",
    (text) => {
      expect(canonicalJson({ [text]: text })).toBe(JSON.stringify({ [text]: text }));
    },
  );

  it.each([0, -0, 1.5, -2, 1e21, 5e-7, 2 ** 53])("writes the number %d as JSON does", (number) => {
    expect(canonicalJson(number)).toBe(JSON.stringify(number));
  });

  it.each([
    ["a zero byte", { a: "x\0" }],
    ["a zero byte in a key", { "x\0": 1 }],
    ["half of a character", ["\ud83d"]],
    ["deeper than 16 levels", nested(17)],
  ])("gives nothing for %s", (_, value) => {
    expect(canonicalJson(value)).toBeNull();
  });

  it("takes 16 levels and whole characters", () => {
    expect(canonicalJson(nested(16))).toHaveLength(33);
    expect(canonicalJson("😀")).toBe('"😀"');
  });
});

it("tells how deep a value nests without following it to its end", () => {
  expect([nested(3), { a: [{}] }, 1].map((value) => nestsDeeper(value, 3))).toEqual([false, false, false]);
  expect([nested(4), { a: [{ b: [] }] }].map((value) => nestsDeeper(value, 3))).toEqual([true, true]);
  expect(nestsDeeper(JSON.parse(`${"[".repeat(100_000)}${"]".repeat(100_000)}`), 200)).toBe(true);
});
