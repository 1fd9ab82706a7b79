import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { FlagsOverlay } from "./flags-overlay";
import { plotBox } from "./prepare/plot-geometry";

it("opens a flag to its words and its link, by keyboard", async () => {
  const flags = [
    { index: 3, tone: "critical" as const, label: "Critical 90 %", text: "91 requests", href: "/alerts#a" },
    { index: 3, tone: "warning" as const, label: "Warning 75 %", text: "80 requests" },
  ];
  render(<FlagsOverlay flags={flags} count={10} kind="bar" box={plotBox(600, 320)} />);
  const flag = screen.getByRole("button", { name: "Critical 90 %; Warning 75 %" });
  expect(flag.className).toContain("text-critical");
  await userEvent.tab();
  expect(document.activeElement).toBe(flag);
  await userEvent.keyboard("{Enter}");
  expect(await screen.findByText("91 requests")).toBeTruthy();
  expect(screen.getByText("80 requests")).toBeTruthy();
  expect(screen.getByRole("link", { name: "Open the alert" }).getAttribute("href")).toBe("/alerts#a");
});
