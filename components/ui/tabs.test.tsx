import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it } from "vitest";
import { Checkbox } from "./checkbox";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "./tabs";

afterEach(cleanup);

const NAMES = ["Free", "Pro", "Enterprise"];
const shown = () => screen.getByRole("tabpanel").textContent;

it("is one tab stop whose arrow keys choose, go around, and reach both ends", async () => {
  const user = userEvent.setup();
  render(
    <Tabs defaultValue="Pro">
      <TabsList aria-label="Plans">
        {NAMES.map((name) => (
          <TabsTrigger key={name} value={name}>
            {name}
          </TabsTrigger>
        ))}
      </TabsList>
      {NAMES.map((name) => (
        <TabsContent key={name} value={name}>
          {name} costs <button type="button">Change</button>
        </TabsContent>
      ))}
    </Tabs>,
  );
  await user.tab();
  expect(document.activeElement).toBe(screen.getByRole("tab", { name: "Pro", selected: true }));
  await user.keyboard("{ArrowRight}");
  expect(shown()).toMatch(/^Enterprise/);
  expect(screen.getByRole("tabpanel", { name: "Enterprise" })).toBeTruthy();
  await user.keyboard("{ArrowRight}");
  expect(document.activeElement).toBe(screen.getByRole("tab", { name: "Free", selected: true }));
  await user.keyboard("{ArrowLeft}");
  expect(shown()).toMatch(/^Enterprise/);
  await user.keyboard("{Home}");
  expect(shown()).toMatch(/^Free/);
  await user.keyboard("{End}");
  expect(shown()).toMatch(/^Enterprise/);
  await user.tab();
  expect(document.activeElement).toBe(screen.getByRole("button", { name: "Change" }));
  await user.click(screen.getByRole("tab", { name: "Pro" }));
  expect(shown()).toMatch(/^Pro/);
});

it("a checkbox says when it is neither on nor off, and comes on from there", async () => {
  let checked: boolean | undefined;
  render(
    <Checkbox
      label="All"
      checked="indeterminate"
      onCheckedChange={(next) => {
        checked = next;
      }}
    />,
  );
  const box = screen.getByRole("checkbox", { name: "All" });
  expect(box).toHaveProperty("indeterminate", true);
  await userEvent.click(box);
  expect(checked).toBe(true);
});
