import "server-only";
import type { Db } from "@/db/client";
import type { Context } from "@/db/context";
import { readAsTenant } from "@/db/scope";
import { type ArchivedSpan, archivedFacts, refuseArchived } from "@/lib/domain/archived-spans";
import { factsOf, fillBuckets, type Lines } from "@/lib/domain/fill";
import { fillMeasured } from "@/lib/domain/measured";
import { isAdditive } from "@/lib/domain/meters";
import { planUsage } from "@/lib/domain/planner";
import type { UsageQuery } from "@/lib/domain/usage-query";
import type { TenantId } from "@/lib/domain/viewer";
import { selectArchivedSpans } from "@/lib/selectors/archive/select-archived-spans";
import { selectMeasured, type WantedSeries } from "@/lib/selectors/usage/select-measured";
import { selectUsageBasis, type UsageBasis } from "@/lib/selectors/usage/select-usage-basis";
import {
  selectAllBuckets,
  selectUsageBuckets,
  type WantedKeys,
} from "@/lib/selectors/usage/select-usage-buckets";
import { selectUsageTotals } from "@/lib/selectors/usage/select-usage-totals";
import type { UsageRead } from "@/lib/selectors/usage/usage-rows";

/** One snapshot of an organization's usage, with what every question about it needs to know. */
export type UsageReader = Omit<UsageBasis, "hasArchived"> & {
  tx: Db;
  tenantId: TenantId;
  /** The times whose single events are not there: whoever reads events asks `refuseArchived` first. */
  archived: ArchivedSpan[];
  /** How a reading endpoint calls the parameters that `/usage` calls otherwise. */
  parameterNames: Readonly<Record<string, string>>;
};

/** Answers from one snapshot, so that all numbers of an answer agree with each other. */
export function readUsage<T>(
  { db, tenantId }: Context,
  work: (reader: UsageReader) => Promise<T>,
  parameterNames: UsageReader["parameterNames"] = {},
): Promise<T> {
  return readAsTenant(db, tenantId, async (tx) => {
    const reader = await usageReader(tx, tenantId);
    return work({ ...reader, parameterNames });
  });
}

/** The same inside a transaction that the caller has begun. */
export async function usageReader(tx: Db, tenantId: TenantId): Promise<UsageReader> {
  const { hasArchived, ...basis } = await selectUsageBasis(tx, tenantId);
  const archived = hasArchived ? await selectArchivedSpans(tx, tenantId) : [];
  return { tx, tenantId, ...basis, archived, parameterNames: {} };
}

/**
 * Plans a question within a snapshot. Where the plan reads single events that are archived or deleted, the question
 * is refused; `facts` are those of the meters unless told.
 */
export function toRead(reader: UsageReader, query: UsageQuery, facts?: readonly string[]): UsageRead {
  const plan = planUsage(query, reader.billingTimezone);
  const needed = facts ?? archivedFacts(query.meters);
  for (const segment of plan.segments.filter(({ source }) => source === "events")) {
    const edge = segment === plan.segments[0] ? "from" : "to";
    const parameter = plan.parameter ?? edge;
    const field = reader.parameterNames[parameter] ?? parameter;
    const because = plan.parameter === null ? "its quarter hour is cut" : plan.reason;
    refuseArchived(reader, { start: segment.from, end: segment.to }, { field, facts: needed, because });
  }
  return { tenantId: reader.tenantId, query, plan, facts: facts ?? factsOf(query.meters) };
}

/** The whole range of each key, as lines of one bucket. */
export async function readTotals(reader: UsageReader, query: UsageQuery): Promise<Lines> {
  const { additive, measured } = partMeters({ ...query, spans: wholeSpan(query) });
  const rows = await selectUsageTotals(reader.tx, toRead(reader, additive));
  const values = await readMeasured(reader, measured, "all");
  return together(fillBuckets(rows, additive.meters, 1), fillMeasured(values, measured.meters, 1));
}

/** What all but the given series of some meters came to over the whole range. */
export async function readRests(
  reader: UsageReader,
  query: UsageQuery,
  series: WantedSeries["series"],
): Promise<Lines["rest"]> {
  const read = toRead(reader, { ...query, spans: wholeSpan(query) });
  const rows = await selectMeasured(reader.tx, read, { series, rest: true });
  return fillMeasured(rows, query.meters, 1).rest;
}

/** Every bucket of the wanted series. */
export async function readBuckets(
  reader: UsageReader,
  query: UsageQuery,
  wanted: WantedSeries | "all",
): Promise<Lines> {
  const { additive, measured } = partMeters(query);
  const read = toRead(reader, additive);
  const rows =
    wanted === "all"
      ? ((await selectAllBuckets(reader.tx, read)) ?? [])
      : await selectUsageBuckets(reader.tx, read, toWantedKeys(wanted));
  const values = await readMeasured(reader, measured, wanted);
  const buckets = query.spans.length;
  return together(
    fillBuckets(rows, additive.meters, buckets),
    fillMeasured(values, measured.meters, buckets),
  );
}

/** Without such meters nothing has to be planned. */
function readMeasured(reader: UsageReader, query: UsageQuery, wanted: WantedSeries | "all") {
  return query.meters.length === 0 ? [] : selectMeasured(reader.tx, toRead(reader, query), wanted);
}

/**
 * Every bucket of every series of meters that add up, where that is no more than so many lines; else undefined, and
 * the caller asks for totals first.
 */
export async function readFewBuckets(
  reader: UsageReader,
  query: UsageQuery,
  most: number,
): Promise<Lines | undefined> {
  const rows = await selectAllBuckets(reader.tx, toRead(reader, query), most);
  return rows && fillBuckets(rows, query.meters, query.spans.length);
}

function toWantedKeys({ series, rest }: WantedSeries): WantedKeys {
  const keys = new Map(series.map(({ values }) => [JSON.stringify(values), values]));
  return { keys: [...keys.values()], rest };
}

/** The meters that rollups answer for, and those that only events do. */
function partMeters(query: UsageQuery): { additive: UsageQuery; measured: UsageQuery } {
  const additive = query.meters.filter(isAdditive);
  const measured = query.meters.filter((meter) => !isAdditive(meter));
  return { additive: { ...query, meters: additive }, measured: { ...query, meters: measured } };
}

function wholeSpan({ spans }: UsageQuery): UsageQuery["spans"] {
  const [first, last] = [spans[0], spans.at(-1)];
  return first && last ? [{ start: first.start, end: last.end }] : [];
}

function together(additive: Lines, measured: Lines): Lines {
  return {
    keyed: new Map([...additive.keyed, ...measured.keyed]),
    rest: new Map([...additive.rest, ...measured.rest]),
    measured: measured.measured,
  };
}
