import { expect, it } from "vitest";
import { detectFormat } from "./detect-format";

const LOG = '1.2.3.4 - - [17/May/2015:10:05:03 +0000] "GET / HTTP/1.1" 200 1';

it.each([
  ["usage.csv.gz", "a,b", "csv"],
  ["events.ndjson", '{"specversion":"1.0"}', "cloudevents"],
  ["rows.ndjson", '{"a":1}', "ndjson"],
  ["event.json", '{\n"specversion":"1.0"}', "cloudevents"],
  ["batch", '\uFEFF [{"id":1}]', "cloudevents"],
  ["apache_logs", `${LOG}\n`, "combined-log"],
  ["access.log", `${LOG}\n`, "combined-log"],
  ["table", "a,b\n1,2", "csv"],
  ["notes.txt", "hello", undefined],
  ["empty", "", undefined],
])("takes %s that begins with %j for %s", (name, sample, format) => {
  expect(detectFormat(name, sample)).toBe(format);
});
