const KEPT = ["range", "start", "end", "tz", "interval", "compare", "chart"];

/** The same page and time in another organization, without filters for values that may not exist there. */
export function addressAfterSwitch({ pathname, search }: { pathname: string; search: string }): string {
  const given = new URLSearchParams(search);
  const kept = new URLSearchParams([...given].filter(([name]) => KEPT.includes(name)));
  return kept.size > 0 ? `${pathname}?${kept}` : pathname;
}
