import { act, cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CardState, type CardStatus } from "./card-state";

afterEach(cleanup);

const card = (state: CardStatus) => (
  <CardState state={state} subject="usage" skeleton={<div data-testid="skeleton" />}>
    <p>42 requests</p>
  </CardState>
);

describe("while loading", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it("shows nothing for 150 ms, so that a quick answer does not flash", () => {
    const { container } = render(card({ status: "loading" }));
    expect(screen.queryByTestId("skeleton")).toBeNull();
    act(() => vi.advanceTimersByTime(149));
    expect(screen.queryByTestId("skeleton")).toBeNull();
    act(() => vi.advanceTimersByTime(1));
    expect(screen.getByTestId("skeleton")).toBeTruthy();
    expect(screen.getByRole("status").textContent).toBe("Loading usage");
    expect(container.firstElementChild?.getAttribute("aria-busy")).toBe("true");
  });

  it("says so after four seconds and can be cancelled", () => {
    const onCancel = vi.fn();
    render(card({ status: "loading", onCancel }));
    act(() => vi.advanceTimersByTime(4000));
    expect(screen.getByText("Still working – large range")).toBeTruthy();
    screen.getByRole("button", { name: "Cancel" }).click();
    expect(onCancel).toHaveBeenCalledOnce();
  });
});

it("keeps the old numbers on screen while new ones are read", () => {
  const { container } = render(card({ status: "ready", refetching: true }));
  expect(screen.getByText("42 requests")).toBeTruthy();
  expect(container.firstElementChild?.getAttribute("aria-busy")).toBe("true");
});

it("is not busy when the numbers are there", () => {
  const { container } = render(card({ status: "ready" }));
  expect(container.firstElementChild?.hasAttribute("aria-busy")).toBe(false);
});

it("says why it is empty and what to do, and never shows old numbers beside it", () => {
  render(
    card({
      status: "empty",
      reason: "No usage for these filters",
      actions: <button type="button">Clear filters</button>,
    }),
  );
  expect(screen.getByText("No usage for these filters")).toBeTruthy();
  expect(screen.getByRole("button", { name: "Clear filters" })).toBeTruthy();
  expect(screen.queryByText("42 requests")).toBeNull();
});

it("says what failed, tries again on demand, and gives the request id for support", async () => {
  const onRetry = vi.fn();
  render(card({ status: "error", message: "The usage could not be read.", onRetry, requestId: "req_1" }));
  expect(screen.getByRole("alert").textContent).toContain("The usage could not be read.");
  const user = userEvent.setup();
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(onRetry).toHaveBeenCalledOnce();
  await user.click(screen.getByText("Details"));
  await user.click(screen.getByRole("button", { name: "Copy request id" }));
  expect(await navigator.clipboard.readText()).toBe("req_1");
});

it("says which role is needed where nothing may be shown", () => {
  render(card({ status: "forbidden", message: "Spend is for finance and admins. Ask an owner." }));
  expect(screen.getByText("Spend is for finance and admins. Ask an owner.")).toBeTruthy();
  expect(screen.queryByText("42 requests")).toBeNull();
});
