import { isCloudEvent } from "./cloud-events";
import { parseLogLine } from "./combined-log";
import type { FileFormat } from "./source-record";

/** The format of a file by the ending of its name, else by how it begins; undefined where neither tells. */
export function detectFormat(name: string, sample: string): FileFormat | undefined {
  const text = sample.replace(/^\uFEFF/, "").trimStart();
  const [first = ""] = text.split(/\r?\n/, 1);
  const ending = /\.([a-z]+)$/.exec(withoutGzipEnding(name).toLowerCase())?.[1] ?? "";
  if (ending === "csv") return "csv";
  if (text.startsWith("[") || ending === "json") return "cloudevents";
  if (text.startsWith("{")) return isCloudEvent(parseOrUndefined(first)) ? "cloudevents" : "ndjson";
  if (ending === "ndjson" || ending === "jsonl") return "ndjson";
  if ("record" in parseLogLine(1, first)) return "combined-log";
  return first.includes(",") ? "csv" : undefined;
}

export function withoutGzipEnding(name: string): string {
  return name.replace(/\.gz$/i, "");
}

function parseOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
