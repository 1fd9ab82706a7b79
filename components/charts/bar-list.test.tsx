import { cleanup, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { BarList } from "./bar-list";
import { quantityFormat } from "./value-format";

afterEach(cleanup);

const items = ["aws", "azure", "fly", "gcp", "hetzner", "neon", "render"].map((key, index) => ({
  key,
  label: key.toUpperCase(),
  value: String(7000 - index * 1000),
  share: "25",
}));

function list(onToggle = vi.fn()) {
  const props = {
    title: "Top providers",
    items,
    format: quantityFormat("upload"),
    selected: ["azure"],
    onToggle,
  };
  render(<BarList {...props} state={{ status: "ready" }} />);
  return onToggle;
}

it("shows the first five with value and share, and marks what is chosen", () => {
  list();
  const rows = screen.getAllByRole("listitem");
  expect(rows).toHaveLength(5);
  expect(rows[0]?.textContent).toContain("7K uploads");
  expect(rows[0]?.textContent).toContain("7,000 uploads");
  expect(screen.getByRole("button", { name: /AZURE/, pressed: true })).toBeTruthy();
  expect(screen.getByRole("button", { name: /AWS/, pressed: false })).toBeTruthy();
});

it("toggles the key of the row that is clicked", async () => {
  const onToggle = list();
  await userEvent.setup().click(screen.getByRole("button", { name: /FLY/ }));
  expect(onToggle).toHaveBeenCalledWith("fly");
});

it("finds every row in the dialog", async () => {
  const onToggle = list();
  const user = userEvent.setup();
  await user.click(screen.getByRole("button", { name: "Show all 7" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Top providers" }));
  expect(dialog.getAllByRole("listitem")).toHaveLength(7);
  await user.type(dialog.getByRole("searchbox", { name: "Search Top providers" }), "ren");
  expect(dialog.getByRole("status").textContent).toBe("1 of 7");
  await user.click(dialog.getByRole("button", { name: /RENDER/ }));
  expect(onToggle).toHaveBeenCalledWith("render");
});
