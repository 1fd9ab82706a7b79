import { expect, it } from "vitest";
import { traceUrl } from "./trace-url";

it.each<[string | undefined, Record<string, unknown>, string | null]>([
  ["https://langfuse.test", { trace_id: "t 1" }, "https://langfuse.test/trace/t%201"],
  [
    "https://langfuse.test/",
    { trace_id: "t", project_id: "p/1" },
    "https://langfuse.test/project/p%2F1/traces/t",
  ],
  [undefined, { trace_id: "t" }, null],
  ["https://langfuse.test", {}, null],
  ["https://langfuse.test", { trace_id: { nested: true } }, null],
])("%s and %j lead to %s", (host, properties, url) => expect(traceUrl(host, properties)).toBe(url));
