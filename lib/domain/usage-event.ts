import { toDecimal } from "@/lib/domain/decimal";
import type { Dimension } from "@/lib/domain/dimensions";
import { exactNumber } from "@/lib/domain/exact-number";
import { GENERIC_EVENT_TYPE, type Meter } from "@/lib/domain/meters";
import { valueAt } from "@/lib/domain/value-property";

/** What stores an event: uploads and requests have fields of their own. */
export const EVENT_KINDS = ["upload", "request", "usage"] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** A stored event, or a correction of one (`sign` -1). Sizes and quantities are decimal text. */
export type StoredUsageEvent = {
  kind: EventKind;
  id: string;
  source: string;
  sourceId: string;
  /** In UTC with microseconds. */
  occurredAt: string;
  recordedAt: string;
  sign: 1 | -1;
  /** The CloudEvents type of generic usage and own types; null for uploads and requests. */
  type: string | null;
  usageType: string | null;
  /** Bytes of uploads and requests, the value of generic usage. */
  quantity: string | null;
  uploadStatus: string | null;
  dimensions: Record<Exclude<Dimension, "type">, string | null>;
  userId: string | null;
  sessionId: string | null;
  /** Fields with columns of their own, and everything else that `data` held. */
  properties: Record<string, unknown>;
};

/** What an event adds to each meter that it feeds, in the order of the meters; a correction takes it away. */
export function eventQuantities(event: StoredUsageEvent, meters: readonly Meter[]): Record<string, string> {
  const fed: [string, string][] = [];
  for (const meter of meters) {
    const amount = amountFor(event, meter);
    if (amount !== null) fed.push([meter.key, event.sign === 1 ? amount : negated(amount)]);
  }
  return Object.fromEntries(fed);
}

/** The meters that uploads and requests feed: the number of them first, then their bytes. */
const GRANULAR_METERS = {
  upload: { counted: "file_uploads", sized: "storage" },
  request: { counted: "api", sized: "bandwidth" },
} as const;

function amountFor(event: StoredUsageEvent, meter: Meter): string | null {
  if (event.kind === "usage") return usageAmount(event, meter);
  if (event.kind === "upload" && event.uploadStatus !== "success") return null;
  const { counted, sized } = GRANULAR_METERS[event.kind];
  if (meter.key === counted) return "1";
  return meter.key === sized && event.quantity !== null ? toDecimal(event.quantity) : null;
}

/** Events of own types may be older than the meter, and hold no number where it reads one. */
function usageAmount({ type, usageType, quantity, properties }: StoredUsageEvent, meter: Meter) {
  const { key, eventType, aggregation, valueProperty } = meter;
  if (eventType !== type || (type === GENERIC_EVENT_TYPE && usageType !== key)) return null;
  if (aggregation === "count") return "1";
  if (aggregation === "unique_count") return hasValue(properties, valueProperty) ? "1" : null;
  if (type === GENERIC_EVENT_TYPE) return quantity === null ? null : toDecimal(quantity);
  const value = exactNumber(valueAt(properties, valueProperty ?? "$"));
  return "decimal" in value ? value.decimal : null;
}

function hasValue(properties: Record<string, unknown>, valueProperty: string | null): boolean {
  return valueProperty !== null && (valueAt(properties, valueProperty) ?? null) !== null;
}

const negated = (amount: string) =>
  amount === "0" ? "0" : amount.startsWith("-") ? amount.slice(1) : `-${amount}`;

/** The meter that a list shows for an event: the first one asked for that it feeds, else its main one. */
export function shownMeter(
  event: StoredUsageEvent,
  quantities: Readonly<Record<string, string>>,
  { asked, all }: { asked: readonly string[]; all: readonly Meter[] },
): string {
  const first = asked.find((key) => key in quantities);
  if (first !== undefined) return first;
  if (event.kind !== "usage") return GRANULAR_METERS[event.kind].counted;
  if (event.usageType !== null) return event.usageType;
  const ofType = all.filter(({ eventType }) => eventType === event.type);
  return (ofType.find(({ key }) => key in quantities) ?? ofType[0])?.key ?? event.type ?? "";
}

/** Tokens that went into a model and came out of it, where the event says so; a correction takes them back. */
export function eventTokens(event: StoredUsageEvent, quantities: Readonly<Record<string, string>>) {
  const { tokens_in, tokens_out, direction } = event.properties;
  const all = quantities.ai_tokens ?? null;
  return {
    tokens_in: tokensOf(event, tokens_in) ?? (direction === "input" ? all : null),
    tokens_out: tokensOf(event, tokens_out) ?? (direction === "output" ? all : null),
  };
}

function tokensOf({ sign }: StoredUsageEvent, value: unknown): string | null {
  const exact = exactNumber(value);
  if (!("decimal" in exact)) return null;
  return sign === 1 ? exact.decimal : negated(exact.decimal);
}
