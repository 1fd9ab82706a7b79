import { InvalidInput } from "@/lib/domain/invalid-input";
import { GENERIC_EVENT_TYPE, type Meter } from "@/lib/domain/meters";
import { valueAt } from "@/lib/domain/value-property";

type Properties = Readonly<Record<string, unknown>>;

/**
 * The type and data of one event that adds a quantity to a meter: generic usage, or an event of the meter's own type
 * with the value where the meter reads it. A meter that is not known is left to the ingest to refuse.
 */
export function trackedEvent(
  meter: Pick<Meter, "key" | "eventType" | "valueProperty" | "aggregation"> | undefined,
  { key, quantity, properties }: { key: string; quantity: string; properties: Properties },
): { type: string; data: Properties } {
  if (!meter || meter.eventType === GENERIC_EVENT_TYPE)
    return { type: GENERIC_EVENT_TYPE, data: { ...properties, usage_type: key, quantity } };
  if (meter.aggregation === "count" || !meter.valueProperty) {
    if (quantity !== "1") throw refuse("quantity", `${key} counts its events: one of them is 1`);
    return { type: meter.eventType, data: properties };
  }
  if (valueAt(properties, meter.valueProperty) !== undefined)
    throw refuse("properties", `${meter.valueProperty} is where the quantity of ${key} stands`);
  const names = meter.valueProperty.slice("$.".length).split(".");
  return { type: meter.eventType, data: withValue(properties, names, quantity, key) };
}

function withValue(
  data: Properties,
  [name = "", ...rest]: readonly string[],
  value: string,
  key: string,
): Properties {
  if (rest.length === 0) return { ...data, [name]: value };
  const inner = data[name] ?? {};
  if (typeof inner !== "object" || Array.isArray(inner))
    throw refuse("properties", `${name} must be an object: the quantity of ${key} stands in it`);
  return { ...data, [name]: withValue({ ...inner }, rest, value, key) };
}

function refuse(field: string, sentence: string): InvalidInput {
  return new InvalidInput("invalid_parameter", field, `${sentence}.`);
}
