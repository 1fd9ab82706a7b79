import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Activity } from "lucide-react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { OrganizationSwitcher } from "./organization-switcher";
import { PageTitle } from "./page-title";
import { Sidebar } from "./sidebar";

const path = vi.hoisted(() => ({ current: "/usage" }));
vi.mock("next/navigation", () => ({ usePathname: () => path.current }));

beforeEach(() => {
  path.current = "/usage";
});
afterEach(cleanup);

const groups = [[{ href: "/usage", label: "Usage", icon: Activity }]];

it("remembers the collapsed sidebar in a cookie", async () => {
  const { container } = render(<Sidebar groups={groups} initiallyCollapsed={false} />);
  await userEvent.setup().click(screen.getByRole("button", { name: "Collapse sidebar" }));
  expect(document.cookie).toContain("sidebar=collapsed");
  expect(container.querySelector("aside")?.dataset.collapsed).toBe("true");
  expect(screen.getByRole("button", { name: "Expand sidebar" }).getAttribute("aria-expanded")).toBe("false");
});

it("marks the page that is open", () => {
  render(<Sidebar groups={groups} initiallyCollapsed />);
  expect(screen.getByRole("link", { name: "Usage" }).getAttribute("aria-current")).toBe("page");
});

it("moves the focus to the heading after a change of page, not on the first one", () => {
  const { rerender } = render(<PageTitle>Usage</PageTitle>);
  expect(document.activeElement).toBe(document.body);
  path.current = "/account";
  rerender(<PageTitle>Account</PageTitle>);
  expect(document.activeElement).toBe(screen.getByRole("heading", { level: 1 }));
});

it("switches to another organization, and does nothing for the active one", async () => {
  const onSelect = vi.fn();
  const organizations = [
    { id: "acme", name: "Acme", role: "owner" },
    { id: "globex", name: "Globex" },
  ];
  render(<OrganizationSwitcher organizations={organizations} activeId="acme" onSelect={onSelect} />);
  const user = userEvent.setup();
  await user.click(screen.getByRole("button", { name: "Organization: Acme" }));
  await user.click(await screen.findByRole("menuitemradio", { name: /Acme/, checked: true }));
  expect(onSelect).not.toHaveBeenCalled();
  await user.click(screen.getByRole("button", { name: "Organization: Acme" }));
  await user.click(await screen.findByRole("menuitemradio", { name: "Globex" }));
  expect(onSelect).toHaveBeenCalledWith("globex");
});
