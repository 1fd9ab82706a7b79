const HOME = "/usage";
const HERE = "http://here.invalid";

/** Where to go after signing in: an address on this site only, whatever a link asks for; the home page otherwise. */
export function returnPath(asked: string | null | undefined): string {
  if (!asked?.startsWith("/") || !URL.canParse(asked, HERE)) return HOME;
  const url = new URL(asked, HERE);
  // Browsers read "//host", "/\host" and a tab between the slashes as another site; the parser does the same.
  if (url.origin !== HERE || url.pathname.startsWith("//")) return HOME;
  return `${url.pathname}${url.search}${url.hash}`;
}
