import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { PasswordForm } from "./password-form";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function showForm(answer: () => Response) {
  const fetched = vi.fn<typeof fetch>(async () => answer());
  vi.stubGlobal("fetch", fetched);
  render(
    <QueryClientProvider client={new QueryClient()}>
      <PasswordForm email="ada@example.test" />
    </QueryClientProvider>,
  );
  return fetched;
}

const current = () => screen.getByLabelText<HTMLInputElement>("Current password");
const next = () => screen.getByLabelText<HTMLInputElement>("New password");

async function change(from: string, to: string): Promise<void> {
  const user = userEvent.setup();
  await user.type(current(), from);
  await user.type(next(), to);
  await user.click(screen.getByRole("button", { name: "Change password" }));
}

it("sends both passwords as the contract says, then forgets them", async () => {
  const fetched = showForm(() => new Response(null, { status: 204 }));
  await change("the old one", "the new one");
  await vi.waitFor(() => expect(fetched.mock.calls[0]?.[0]).toBe("/api/account/password"));
  expect(fetched.mock.calls[0]?.[1]).toMatchObject({
    method: "PUT",
    body: '{"current_password":"the old one","new_password":"the new one"}',
    headers: { "content-type": "application/json" },
  });
  await vi.waitFor(() => expect([current().value, next().value]).toEqual(["", ""]));
});

it("does not send a password that the contract refuses", async () => {
  const fetched = showForm(() => new Response(null, { status: 204 }));
  await change("the old one", "short");
  expect((await screen.findAllByText(/at least 8 characters$/)).length).toBeGreaterThan(0);
  expect(document.activeElement).toBe(next());
  expect(fetched).not.toHaveBeenCalled();
});

it("puts what the server refuses at its field", async () => {
  const errors = { current_password: ["is not your password"] };
  const problem = { code: "invalid_parameter", detail: "current_password: is not your password", errors };
  showForm(() => Response.json(problem, { status: 400 }));
  await change("wrong", "the new one");
  await vi.waitFor(() => expect(current().getAttribute("aria-invalid")).toBe("true"));
  expect(document.activeElement).toBe(current());
  expect(current().value).toBe("wrong");
});

it("says above the form what is wrong with no field", async () => {
  showForm(() =>
    Response.json({ code: "rate_limited", detail: "Too many wrong passwords." }, { status: 429 }),
  );
  await change("wrong", "the new one");
  expect((await screen.findByRole("alert")).textContent).toBe("Too many wrong passwords.");
});
