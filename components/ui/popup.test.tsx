import { cleanup, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "./dialog";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from "./dropdown-menu";
import { onDemand } from "./on-demand";
import { Popover, PopoverContent, PopoverTrigger } from "./popover";
import { currentToasts } from "./toast-store";

afterEach(cleanup);

const user = userEvent.setup();
const trigger = () => screen.getByRole("button", { name: "Open", hidden: true });
const within = () => <p>Here it is</p>;

/** A part whose code comes when the test says so, or not at all. */
function latePart() {
  const settle: { come: () => void; fail: () => void }[] = [];
  const load = vi.fn(
    () =>
      new Promise<typeof within>((resolve, reject) => {
        settle.push({ come: () => resolve(within), fail: () => reject(new Error("Failed to fetch")) });
      }),
  );
  return { Part: onDemand(load), load, settle };
}

let late: ReturnType<typeof latePart>;
beforeEach(() => {
  late = latePart();
});

function showPopover() {
  render(
    <Popover>
      <PopoverTrigger ahead={late.Part.ahead}>Open</PopoverTrigger>
      <PopoverContent aria-label="Late">
        <late.Part />
      </PopoverContent>
    </Popover>,
  );
}

it("opens when the code of its content has come, and gives the focus back", async () => {
  showPopover();
  expect(late.load).not.toHaveBeenCalled();
  await user.hover(trigger());
  expect(late.load).toHaveBeenCalledTimes(1);
  await user.click(trigger());
  expect(trigger().getAttribute("aria-expanded")).toBe("true");
  expect(screen.queryByText("Here it is")).toBeNull();
  late.settle[0]?.come();
  expect(await screen.findByText("Here it is")).toBeDefined();
  expect(trigger().getAttribute("aria-controls")).toBe(screen.getByRole("dialog").id);
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(document.activeElement).toBe(trigger());
  expect(late.load).toHaveBeenCalledTimes(1);
});

it("does not open what was closed again before its code came", async () => {
  showPopover();
  await user.click(trigger());
  await user.click(trigger());
  late.settle[0]?.come();
  await user.hover(trigger());
  expect(trigger().getAttribute("aria-expanded")).toBe("false");
  expect(screen.queryByRole("dialog")).toBeNull();
});

it("says when the code does not come, and tries again with the next click", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  showPopover();
  await user.click(trigger());
  late.settle[0]?.fail();
  await waitFor(() => expect(trigger().getAttribute("aria-expanded")).toBe("false"));
  expect(currentToasts().map(({ title }) => title)).toEqual(["This could not be loaded"]);
  await user.click(trigger());
  late.settle[1]?.come();
  expect(await screen.findByText("Here it is")).toBeDefined();
});

function showMenu() {
  const chosen = vi.fn();
  render(
    <DropdownMenu>
      <DropdownMenuTrigger>Open</DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuItem onSelect={() => chosen("one")}>One</DropdownMenuItem>
        <DropdownMenuItem onSelect={() => chosen("two")}>Two</DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>,
  );
  return chosen;
}

it.each(["{Enter}", " ", "{ArrowDown}"])("opens a menu by the key %s on its first item", async (key) => {
  const chosen = showMenu();
  await user.tab();
  await user.keyboard(key);
  const first = await screen.findByRole("menuitem", { name: "One" });
  await waitFor(() => expect(document.activeElement).toBe(first));
  await user.keyboard("{ArrowDown}{Enter}");
  expect(chosen).toHaveBeenCalledExactlyOnceWith("two");
  await waitFor(() => expect(document.activeElement).toBe(trigger()));
});

it("opens a menu by a press on no item, named by its trigger", async () => {
  showMenu();
  await user.click(trigger());
  const menu = await screen.findByRole("menu", { name: "Open" });
  await waitFor(() => expect(document.activeElement).toBe(menu));
});

it("gives the focus back to what had it where a dialog has no trigger", async () => {
  const { rerender } = render(<Edit open={false} />);
  screen.getByRole("button", { name: "Edit" }).focus();
  rerender(<Edit open />);
  await user.click(await screen.findByRole("button", { name: "Done" }));
  rerender(<Edit open={false} />);
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("button", { name: "Edit" })));
});

function Edit({ open }: { open: boolean }) {
  return (
    <>
      <button type="button">Edit</button>
      <Dialog open={open}>
        <DialogContent title="A dialog">
          <DialogClose>Done</DialogClose>
        </DialogContent>
      </Dialog>
    </>
  );
}

it("closes from within", async () => {
  render(
    <Dialog>
      <DialogTrigger>Open</DialogTrigger>
      <DialogContent title="A dialog">
        <DialogClose>Done</DialogClose>
      </DialogContent>
    </Dialog>,
  );
  await user.click(trigger());
  await user.click(await screen.findByRole("button", { name: "Done" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(document.activeElement).toBe(trigger());
});
