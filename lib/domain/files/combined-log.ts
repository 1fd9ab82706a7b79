import { readLines, withoutReturn } from "./lines";
import type { Chunks, ReadRecord } from "./source-record";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const QUOTED = String.raw`"((?:[^"\\]|\\.)*)"`;
const LINE = new RegExp(
  String.raw`^(\S+) (\S+) ([^[]+) \[(\d{2})/([A-Z][a-z]{2})/(\d{4}):(\d{2}:\d{2}:\d{2}) ([+-]\d{2})(\d{2})\] ` +
    String.raw`${QUOTED} (\d{3}) (\d+|-)(?: ${QUOTED} ${QUOTED})?$`,
);
const REQUEST = /^(\S+) (\S+)(?: (HTTP\/\S+))?$/;

/** Reads the NCSA common log format, and the combined one that adds referrer and user agent. */
export async function* readCombinedLog(chunks: Chunks): AsyncGenerator<ReadRecord> {
  for await (const line of readLines(chunks)) {
    if ("error" in line) yield line;
    else if (line.text.trim() !== "") yield parseLogLine(line.line, withoutReturn(line.text));
  }
}

/** One request of an access log. `-` means that the server did not know: the field stays empty. */
export function parseLogLine(line: number, text: string): ReadRecord {
  const match = LINE.exec(text);
  if (!match) return { line, error: "is not a line of the common or combined log format" };
  const [, client, identity, user, day, monthName = "", year, clock, hours, minutes] = match;
  const [request, status, bytes, referrer, userAgent] = match.slice(10).map((field) => known(field));
  const month = MONTHS.indexOf(monthName) + 1;
  if (month === 0) return { line, error: `has no month called ${monthName}` };
  const [, method = "", path = request ?? "", protocol = ""] = REQUEST.exec(request ?? "") ?? [];
  const time = `${year}-${String(month).padStart(2, "0")}-${day}T${clock}${hours}:${minutes}`;
  const record = { client, identity: known(identity), user: known(user), time, method, path, protocol };
  return { line, record: { ...record, status, bytes, referrer, user_agent: userAgent } };
}

function known(field: string | undefined): string {
  if (field === undefined || field === "-") return "";
  return field.replace(/\\(["\\])/g, "$1");
}
