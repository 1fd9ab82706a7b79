import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync("app/globals.css", "utf8");

/** The custom properties with a hex value of the first block that opens with the selector. */
function tokensOf(selector: string): Record<string, string> {
  const start = css.indexOf(`${selector} {`);
  const block = css.slice(start, css.indexOf("}", start));
  return Object.fromEntries([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map((m) => [m[1], m[2]]));
}

function luminance(hex: string): number {
  const channels = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  const [r = 0, g = 0, b = 0] = channels.map((c) =>
    c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

const charts = [1, 2, 3, 4, 5, 6, 7, 8].map((slot) => `chart-${slot}`);
const graphics = [...charts, "chart-other", "focus", "input-border"];
const texts = ["text", "muted", "axis", "link", "success", "warning", "critical", "exceeded"];

const pairs: [string, string, number][] = [
  ...["card", "page"].flatMap((on) => [
    ...graphics.map((token): [string, string, number] => [token, on, 3]),
    ...texts.map((token): [string, string, number] => [token, on, 4.5]),
  ]),
  ["muted", "subtle", 4.5],
  ["axis", "hover", 4.5],
  ["text", "selected", 4.5],
  ["link", "selected", 4.5],
  ["accent-text", "accent", 4.5],
  ["critical-text", "critical", 4.5],
  ...[1, 2, 3, 4, 5, 6, 7].map((step): [string, string, number] => [
    `heat-text-${step}`,
    `heat-${step}`,
    4.5,
  ]),
];

describe.each([
  ["light", ":root"],
  ["dark", ".dark"],
])("the %s theme", (_name, selector) => {
  const tokens = tokensOf(selector);

  it.each(pairs)("shows %s on %s with a ratio of at least %d", (front, back, least) => {
    expect(contrast(tokens[front] ?? "", tokens[back] ?? "")).toBeGreaterThanOrEqual(least);
  });

  it("defines every token of the other theme", () => {
    expect(Object.keys(tokens).sort()).toEqual(Object.keys(tokensOf(":root")).sort());
  });
});

it("measures black on white as 21", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
});
