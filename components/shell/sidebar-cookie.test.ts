import { expect, it } from "vitest";
import { isCollapsed, sidebarCookie } from "./sidebar-cookie";

it("reads back what it writes, and is open by default", () => {
  const stored = (cookie: string) => cookie.split(";")[0]?.split("=")[1];
  expect(isCollapsed(stored(sidebarCookie(true)))).toBe(true);
  expect(isCollapsed(stored(sidebarCookie(false)))).toBe(false);
  expect(isCollapsed(undefined)).toBe(false);
});
