/** An event as it is sent: CloudEvents, with an id made once so that sending it again is a duplicate. */
export type RecorderEvent = {
  id: string;
  source: string;
  type: string;
  subject?: string;
  time: string;
  data: Record<string, unknown>;
};

/** An event of a type of your own; what it leaves out is filled in. */
export type NewEvent = {
  type: string;
  data: Record<string, unknown>;
  id?: string;
  source?: string;
  subject?: string;
  time?: Date | string;
};

/** Numbers are exact as long as they are not the result of arithmetic on floats: send decimal text then. */
export type Quantity = number | string | bigint;

export type Details = {
  subject?: string;
  team?: string;
  provider?: string;
  time?: Date | string;
  /** The sender's id, where there is one; a new one unless given. */
  id?: string;
  /** Further fields that are kept with the event. */
  properties?: Record<string, unknown>;
};

/** Throws a sentence when the event could never be sent. */
export function completeEvent(event: NewEvent, source: string): RecorderEvent {
  const complete = {
    ...event,
    id: event.id ?? crypto.randomUUID(),
    source: event.source ?? source,
    time: toTime(event.time ?? new Date()),
  };
  // What is kept is what would be sent: later changes of the caller's objects must not make a conflict of a retry.
  return JSON.parse(JSON.stringify(complete));
}

/** A generic usage event of a meter. */
export function meterEvent(meter: string, quantity: Quantity, details: Details = {}): NewEvent {
  const { properties, team, provider, subject, time, id } = details;
  if (typeof quantity === "number" && !Number.isFinite(quantity))
    throw new Error(`The quantity of ${meter} must be a number, not ${quantity}.`);
  return {
    ...{ id, subject, time, type: "usage" },
    data: {
      ...properties,
      usage_type: meter,
      quantity: typeof quantity === "bigint" ? String(quantity) : quantity,
      team_id: team,
      provider,
    },
  };
}

function toTime(time: Date | string): string {
  if (typeof time === "string") return time;
  if (Number.isNaN(time.getTime())) throw new Error("The time of an event must be a valid date.");
  return time.toISOString();
}
