/** Signs out and forgets everything this tab has shown, by loading the sign-in page in full. */
export async function leave(): Promise<void> {
  const { signOut } = await import("next-auth/react");
  await signOut({ redirect: false });
  window.location.assign("/sign-in");
}
