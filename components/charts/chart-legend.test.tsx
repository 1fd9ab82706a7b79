import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, expect, it } from "vitest";
import { ChartLegend } from "./chart-legend";

afterEach(cleanup);

const items = ["aws", "vercel", "openai"].map((key) => ({ key, label: key, colour: "red", total: "1" }));

function Legend() {
  const [hidden, setHidden] = useState<string[]>([]);
  const [highlighted, setHighlighted] = useState<string | null>(null);
  return (
    <>
      <ChartLegend items={items} hidden={hidden} onHiddenChange={setHidden} onHighlight={setHighlighted} />
      <output>{highlighted}</output>
    </>
  );
}

const shown = () =>
  items
    .map(({ key }) => key)
    .filter(
      (key) => screen.getByRole("button", { name: new RegExp(key) }).getAttribute("aria-pressed") === "true",
    );
const button = (key: string) => screen.getByRole("button", { name: new RegExp(key) });

it("hides a series on a click and shows it on the next", async () => {
  render(<Legend />);
  const user = userEvent.setup();
  await user.click(button("aws"));
  expect(shown()).toEqual(["vercel", "openai"]);
  button("vercel").focus();
  await user.click(screen.getByRole("button", { name: "Show all" }));
  expect(shown()).toEqual(["aws", "vercel", "openai"]);
});

it("leaves only one series with Shift, and all again with Shift once more", async () => {
  render(<Legend />);
  const user = userEvent.setup();
  await user.keyboard("{Shift>}");
  await user.click(button("vercel"));
  expect(shown()).toEqual(["vercel"]);
  await user.click(button("vercel"));
  expect(shown()).toEqual(["aws", "vercel", "openai"]);
});

it("leaves only one series on a double click", async () => {
  render(<Legend />);
  await userEvent.setup().dblClick(button("openai"));
  expect(shown()).toEqual(["openai"]);
});

it("can be worked with the keyboard", async () => {
  render(<Legend />);
  const user = userEvent.setup();
  await user.tab();
  await user.keyboard("{Enter}");
  expect(shown()).toEqual(["vercel", "openai"]);
});

it("highlights the series under the pointer or the focus", async () => {
  render(<Legend />);
  const user = userEvent.setup();
  await user.hover(button("aws"));
  expect(screen.getByRole("status").textContent).toBe("aws");
  await user.unhover(button("aws"));
  expect(screen.getByRole("status").textContent).toBe("");
  await user.tab();
  expect(screen.getByRole("status").textContent).toBe("aws");
});
