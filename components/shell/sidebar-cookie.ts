/** Remembers the collapsed sidebar, so that the server draws it right the first time. */
export const SIDEBAR_COOKIE = "sidebar";

const COLLAPSED = "collapsed";
const YEAR_SECONDS = 31_536_000;

export const isCollapsed = (cookie: string | undefined) => cookie === COLLAPSED;

/** The text to assign to document.cookie. */
export function sidebarCookie(collapsed: boolean): string {
  return `${SIDEBAR_COOKIE}=${collapsed ? COLLAPSED : "open"}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
}
