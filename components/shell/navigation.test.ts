import { expect, it } from "vitest";
import { isCurrent } from "./navigation";

it("marks a page for itself and everything below it, not for a namesake", () => {
  expect(isCurrent("/usage", "/usage")).toBe(true);
  expect(isCurrent("/usage", "/usage/requests")).toBe(true);
  expect(isCurrent("/usage", "/usage-v2")).toBe(false);
});
