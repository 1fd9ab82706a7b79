"use client";

import { loaded } from "@/lib/api/loaded";

const WORDS: Readonly<Record<string, string>> = {
  TooManyAttempts: "Too many attempts from here. Wait five minutes, then try again.",
  Unavailable: "Signing in is not possible at the moment. Try again in a moment.",
  CredentialsSignin:
    "The mail or the password is not right. After ten wrong tries an account is locked for a quarter of an hour.",
};

/** Signs in and moves on; a failure is an Error with the sentence to show. */
export async function signInWithPassword(email: string, password: string, to: string): Promise<void> {
  const { signIn } = await loaded(import("next-auth/react"));
  const answer = await signIn("credentials", { email, password, redirect: false, callbackUrl: to });
  if (!answer?.ok || answer.error)
    throw new Error(WORDS[answer?.error ?? ""] ?? "Signing in did not work. Try again.");
  // A full load: nothing that an earlier person saw stays in the memory of this tab.
  window.location.assign(to);
}
