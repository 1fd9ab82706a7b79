/** "UTC", "Berlin (UTC+1)": the city of a zone and its offset at a moment. */
export function zoneInWords(zone: string, at: Date): string {
  if (zone === "UTC" || zone === "Etc/UTC") return "UTC";
  const city = zone.split("/").at(-1)?.replaceAll("_", " ") ?? zone;
  return `${city} (${offsetInWords(zone, at)})`;
}

/** "UTC+1": the offset of a zone at a moment. */
export function offsetInWords(zone: string, at: Date): string {
  const parts = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "shortOffset" }).formatToParts(
    at,
  );
  const name = parts.find((part) => part.type === "timeZoneName")?.value ?? "";
  return name.replace("GMT", "UTC");
}

/** The zones whose names hold every word that was typed: "new york", "berlin". */
export function findZones(zones: readonly string[], typed: string): string[] {
  const words = typed
    .toLowerCase()
    .split(/[\s/_]+/)
    .filter(Boolean);
  return zones.filter((zone) => words.every((word) => zone.toLowerCase().includes(word)));
}
