import { readEventTime } from "./event-time";
import { isRecord } from "./ndjson";
import { lineId, type RowMapping } from "./row";

/** What a file of CloudEvents may lack and the user gives. */
export type EventSettings = {
  fileName: string;
  source: string;
  provider?: string | undefined;
  team?: string | undefined;
  timezone: string;
  shiftWeeks: number;
};

/** Takes CloudEvents as they are, adds what they lack and moves their time. What they say themselves always wins. */
export function mapCloudEvents(settings: EventSettings): RowMapping {
  return (record, line) => {
    const event: Record<string, unknown> = {
      id: lineId(settings.fileName, line),
      source: settings.source,
      ...record,
    };
    if (typeof event.time === "string") {
      const time = readEventTime(event.time, settings.timezone, settings.shiftWeeks);
      if (time === undefined) return { error: `has a time that cannot be read: ${event.time.slice(0, 80)}` };
      event.time = time;
    }
    if (isRecord(event.data)) event.data = withDefaults(event.data, settings);
    return { events: [event] };
  };
}

function withDefaults(
  data: Readonly<Record<string, unknown>>,
  { provider, team }: EventSettings,
): Record<string, unknown> {
  return {
    ...(provider === undefined ? {} : { provider }),
    ...(team === undefined ? {} : { team_id: team }),
    ...data,
  };
}
