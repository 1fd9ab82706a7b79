/** A list as one text with commas between; a comma of a member itself stands behind a backslash. */
export function joinList(members: readonly string[]): string {
  return members.map((member) => member.replace(/[\\,]/g, "\\$&")).join(",");
}

/** The members of such a text. */
export function splitList(text: string): string[] {
  const members = text.match(/(?:\\.|[^,\\])+|\\$/gs) ?? [];
  return members.map((member) => member.replace(/\\(.)/gs, "$1"));
}
