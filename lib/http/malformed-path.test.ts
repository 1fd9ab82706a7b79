import { expect, it } from "vitest";
import { MALFORMED } from "@/lib/http/malformed-path";

const pattern = new RegExp(`^${MALFORMED}$`);

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

it.each([
  "%",
  "%4",
  "%zz",
  "a/%ff/b",
  "%C0%80",
  "%C2",
  "%E0%80%80",
  "%ED%A0%BD%ED%B8%80",
  "%F5%80%80%80",
  "%80",
])("%s is no text", (path) => {
  expect(isDecodable(path)).toBe(false);
  expect(pattern.test(path)).toBe(true);
});

it.each([
  "",
  "a/b",
  "a%2Fb",
  "%00",
  "%C3%BC",
  "%e2%82%ac",
  "%F0%9F%98%80",
  "%ED%9F%BF",
  "%F4%8F%BF%BF",
  "100%25",
])("%s is text", (path) => {
  expect(isDecodable(path)).toBe(true);
  expect(pattern.test(path)).toBe(false);
});

it("tells all pairs of escaped bytes apart, and all beginnings of longer ones", () => {
  const byte = (value: number) => `%${value.toString(16).padStart(2, "0")}`;
  for (let first = 0; first < 256; first++) {
    for (let second = 0; second < 256; second++) {
      for (const rest of ["", "%80", "%80%BF"]) {
        const path = `${byte(first)}${byte(second)}${rest}`;
        if (pattern.test(path) === isDecodable(path)) throw new Error(path);
      }
    }
  }
});
