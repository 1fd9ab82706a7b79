import type { DataSet, RowEvent } from "./data-set";

/** The trace counts seconds from its own start and states no date: this one is chosen. */
const TRACE_START = "2021-01-31T00:00:00Z";

/** Serverless invocations: each row is one invocation and its duration in seconds. */
export const functionInvocations: DataSet = {
  file: "Azure2021_200.csv",
  organization: "globex",
  kind: "events",
  format: "csv",
  newest: "2021-01-31T00:21:00.055798053Z",
  toEvents: ({ app, func, end_timestamp = "", duration = "" }) => {
    const time = afterStart(end_timestamp);
    if (time === undefined) return { error: `has an end that is no number of seconds: ${end_timestamp}` };
    const usage = (usageType: string, quantity: string): RowEvent => ({
      part: usageType,
      type: "usage",
      time,
      data: { usage_type: usageType, quantity, app, func },
    });
    return [usage("functions", "1"), usage("compute", duration)];
  },
};

/** The instant so many seconds after the start, with the digits of its fraction as they were recorded (nine at most). */
function afterStart(seconds: string): string | undefined {
  const [, whole, fraction = ""] = /^(\d{1,9})(?:\.(\d+))?$/.exec(seconds) ?? [];
  if (whole === undefined) return undefined;
  const [second] = new Date(Date.parse(TRACE_START) + Number(whole) * 1000).toISOString().split(".");
  return `${second}.${fraction.slice(0, 9).padEnd(3, "0")}Z`;
}
