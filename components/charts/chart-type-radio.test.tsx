import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { ChartTypeRadio } from "./chart-type-radio";

afterEach(cleanup);

it("is one group of four named choices", async () => {
  const onValueChange = vi.fn();
  render(<ChartTypeRadio value="line" onValueChange={onValueChange} bucketCount={30} />);
  expect(screen.getByRole("radiogroup", { name: "Chart type" })).toBeTruthy();
  expect(screen.getAllByRole("radio").map((radio) => radio.textContent)).toEqual([
    "Line",
    "Area",
    "Bar",
    "Table",
  ]);
  expect(screen.getByRole("radio", { name: "Line", checked: true })).toBeTruthy();
  await userEvent.setup().click(screen.getByRole("radio", { name: "Table" }));
  expect(onValueChange).toHaveBeenCalledWith("table");
});

it("does not offer bars beyond a hundred points, and says why", async () => {
  const onValueChange = vi.fn();
  render(<ChartTypeRadio value="line" onValueChange={onValueChange} bucketCount={101} />);
  const bar = screen.getByRole("radio", { name: "Bar, Bars end at 100 points" });
  await userEvent.setup().click(bar);
  expect(onValueChange).not.toHaveBeenCalled();
});
