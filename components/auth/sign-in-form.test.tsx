import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { SignInForm } from "./sign-in-form";

const signIn = vi.hoisted(() => vi.fn());
vi.mock("next-auth/react", () => ({ signIn }));
const assign = vi.fn();

beforeEach(() => {
  signIn.mockReset();
  vi.stubGlobal("location", { ...window.location, assign });
});
afterEach(() => {
  cleanup();
  assign.mockReset();
  vi.unstubAllGlobals();
});

const mail = () => screen.getByLabelText<HTMLInputElement>("Mail");
const password = () => screen.getByLabelText<HTMLInputElement>("Password");
const submit = () => screen.getByRole("button", { name: "Sign in" });

it("signs in and goes where the reader wanted to go", async () => {
  signIn.mockResolvedValue({ ok: true, error: null });
  const user = userEvent.setup();
  render(<SignInForm returnTo="/usage?range=7d" />);
  await user.type(mail(), "ada@example.test");
  await user.type(password(), "secret{Enter}");
  await vi.waitFor(() => expect(assign).toHaveBeenCalledWith("/usage?range=7d"));
  expect(signIn).toHaveBeenCalledWith("credentials", {
    email: "ada@example.test",
    password: "secret",
    redirect: false,
    callbackUrl: "/usage?range=7d",
  });
});

it.each([
  ["CredentialsSignin", /is not right/],
  ["TooManyAttempts", /Wait five minutes/],
  ["Unavailable", /not possible at the moment/],
  ["SomethingNew", /did not work/],
])("says what %s means and keeps what was typed", async (error, sentence) => {
  signIn.mockResolvedValue({ ok: false, error });
  const user = userEvent.setup();
  render(<SignInForm returnTo="/usage" />);
  await user.type(mail(), "ada@example.test");
  await user.type(password(), "wrong");
  await user.click(submit());
  expect((await screen.findByRole("alert")).textContent).toMatch(sentence);
  expect([mail().value, password().value]).toEqual(["ada@example.test", "wrong"]);
  expect(assign).not.toHaveBeenCalled();
});

it("asks for what is missing, at the field, and moves the focus there", async () => {
  const user = userEvent.setup();
  render(<SignInForm returnTo="/usage" />);
  await user.type(mail(), "ada@example.test");
  await user.click(submit());
  await screen.findByRole("alert");
  expect(signIn).not.toHaveBeenCalled();
  expect(document.activeElement).toBe(password());
  expect(password().getAttribute("aria-invalid")).toBe("true");
  expect(screen.getByRole("link", { name: "Password" }).getAttribute("href")).toBe(`#${password().id}`);
  await user.type(password(), "x");
  await vi.waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
});

it("shows the password while asked to, for typing it right", async () => {
  const user = userEvent.setup();
  render(<SignInForm returnTo="/usage" />);
  expect(password().type).toBe("password");
  await user.click(screen.getByRole("button", { name: "Show password" }));
  expect(password().type).toBe("text");
  expect(password().autocomplete).toBe("current-password");
});
