const ERRORS: Readonly<Record<string, string>> = {
  NoAccount:
    "There is no account for this sign-in. It must have a verified mail that an administrator has added here.",
  AccessDenied: "This sign-in was refused.",
  OAuthCallback: "The provider did not confirm the sign-in. Try again.",
  Configuration: "Signing in is not set up rightly: the server's log names what is missing.",
};

/** Why someone stands at the sign-in page again, in a sentence. */
export function signInNotice(reason: string | undefined, error: string | undefined): string | null {
  if (error) return ERRORS[error] ?? "Signing in did not work. Try again.";
  if (reason === "expired") return "Your session has ended. Sign in to go on where you were.";
  return null;
}
