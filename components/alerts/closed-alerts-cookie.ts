/** Remembers which alerts' banner was closed, so that the server draws the page right the first time. */
export const CLOSED_ALERTS_COOKIE = "closed-alerts";

/** An identifier has 36 characters and a cookie room for 4,096. */
const MOST_KEPT = 50;
const YEAR_SECONDS = 31_536_000;

export const closedAlerts = (cookie: string | undefined): string[] =>
  (cookie ?? "").split(".").filter((id) => id !== "");

/** The text to assign to document.cookie; the newest closed come first, the oldest are forgotten. */
export function closedAlertsCookie(ids: readonly string[]): string {
  const kept = ids.slice(0, MOST_KEPT).join(".");
  return `${CLOSED_ALERTS_COOKIE}=${kept}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
}
