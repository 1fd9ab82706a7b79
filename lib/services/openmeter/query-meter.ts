import "server-only";
import type { Context } from "@/db/context";
import type { OpenMeterQueryResult, OpenMeterQuestion } from "@/lib/contracts/openmeter-query";
import { archivedFacts, boundsWithArchived, refuseArchived } from "@/lib/domain/archived-spans";
import { InvalidInput } from "@/lib/domain/invalid-input";
import { isAdditive, type Meter } from "@/lib/domain/meters";
import { makeRange, parseInstant } from "@/lib/domain/range";
import { type KeyDimension, type Span, toFilter, type UsageQuery } from "@/lib/domain/usage-query";
import { cellsFromEvents, cellsFromFacts, type WindowCell } from "@/lib/domain/window-cells";
import { cutWindows } from "@/lib/domain/windows";
import { NotFoundError } from "@/lib/errors";
import { selectEventBounds } from "@/lib/selectors/openmeter/select-event-bounds";
import { type OwnDimensions, selectMeasured } from "@/lib/selectors/usage/select-measured";
import { selectAllBuckets } from "@/lib/selectors/usage/select-usage-buckets";
import { readUsage, toRead, type UsageReader } from "@/lib/services/usage/usage-reader";

type Asked = { meter: Meter; names: string[]; query: Omit<UsageQuery, "spans">; own: OwnDimensions };
type Bounds = { from?: Date | undefined; to?: Date | undefined };

const PARAMETER_NAMES = {
  ...{ usage_types: "from", interval: "windowSize", breakdowns: "groupBy", subjects: "subject" },
};

/** Usage of a meter per window and group: only windows that hold events, from the first event to the last. */
export async function queryMeter(
  context: Context,
  question: OpenMeterQuestion,
): Promise<OpenMeterQueryResult> {
  const { windowSize, windowTimeZone = "UTC" } = question;
  const given = toBounds(question, windowTimeZone);
  const answer = async (reader: UsageReader): Promise<OpenMeterQueryResult> => {
    const asked = toAsked(reader, question);
    const bounds = await completeBounds(reader, asked, given);
    const windows = toWindows(bounds, question);
    const cells = windows.length > 0 ? await readCells(reader, asked, toSpans(windows, bounds)) : [];
    return {
      ...(bounds.from ? { from: bounds.from.toISOString() } : {}),
      ...(bounds.to ? { to: bounds.to.toISOString() } : {}),
      ...(windowSize ? { windowSize } : {}),
      data: cells.map((cell) => toRow(cell, asked, windows)).sort(byWindowAndGroup),
    };
  };
  return readUsage(context, answer, PARAMETER_NAMES);
}

function toBounds({ from, to }: OpenMeterQuestion, timezone: string): Bounds {
  const bounds = {
    from: from === undefined ? undefined : parseInstant(from, timezone, "from"),
    to: to === undefined ? undefined : parseInstant(to, timezone, "to"),
  };
  if (bounds.from && bounds.to) makeRange(bounds.from, bounds.to, timezone, "to");
  return bounds;
}

/** A subject is filtered and grouped by, as OpenMeter does. */
function toAsked({ meters }: UsageReader, question: OpenMeterQuestion): Asked {
  const { slug, subject, groupBy = [], filterGroupBy = {} } = question;
  const meter = meters.find(({ key }) => key === slug);
  if (!meter) throw new NotFoundError();
  const names = groupBy.filter((name) => name !== "subject");
  const grouped = subject !== undefined || names.length < groupBy.length;
  const dimensions: KeyDimension[] = grouped ? ["subject"] : [];
  const own = {
    keys: names.map((name) => propertyOf(meter, name, "groupBy")),
    filters: Object.entries(filterGroupBy).map(([name, values]) => ({
      property: propertyOf(meter, name, "filterGroupBy"),
      values,
    })),
  };
  const filters = toFilter("subject", subject);
  return { meter, names, query: { meters: [meter], dimensions, filters, asOf: null }, own };
}

function propertyOf({ key, groupBy }: Meter, name: string, field: string): string {
  const property = Object.hasOwn(groupBy, name) ? groupBy[name] : undefined;
  if (property !== undefined) return property;
  const message = `${JSON.stringify(name)} is no dimension of the meter ${key}`;
  throw new InvalidInput("invalid_parameter", field, message);
}

async function completeBounds(reader: UsageReader, asked: Asked, given: Bounds): Promise<Bounds> {
  if (given.from && given.to) return given;
  const { meter, query, own } = asked;
  const found = { tenantId: reader.tenantId, meter, filters: query.filters, own };
  const stored = await selectEventBounds(reader.tx, found);
  const bounds = boundsWithArchived(stored, reader.archived, archivedFacts([meter]));
  return { from: given.from ?? bounds?.from, to: given.to ?? bounds?.to };
}

function toWindows({ from, to }: Bounds, { windowSize, windowTimeZone = "UTC" }: OpenMeterQuestion): Span[] {
  if (!from || !to || from >= to) return [];
  return windowSize ? cutWindows({ from, to }, windowSize, windowTimeZone) : [{ start: from, end: to }];
}

/** Windows are told whole; events outside of the bounds do not count all the same. */
function toSpans(windows: readonly Span[], { from, to }: Bounds): Span[] {
  return windows.map(({ start, end }) => ({
    start: from && from > start ? from : start,
    end: to && to < end ? to : end,
  }));
}

/** Rollups know no dimensions of a meter's own, and nothing of what does not add up. */
async function readCells(reader: UsageReader, asked: Asked, spans: Span[]): Promise<WindowCell[]> {
  const { meter, own } = asked;
  const read = toRead(reader, { ...asked.query, spans });
  if (isAdditive(meter) && own.keys.length === 0 && own.filters.length === 0)
    return cellsFromFacts((await selectAllBuckets(reader.tx, read)) ?? [], meter);
  const [first, last] = [spans[0], spans.at(-1)];
  const field = own.keys.length > 0 ? "groupBy" : "filterGroupBy";
  if (first && last && isAdditive(meter))
    refuseArchived(reader, { start: first.start, end: last.end }, { field, facts: archivedFacts([meter]) });
  return cellsFromEvents(await selectMeasured(reader.tx, read, "all", own));
}

function toRow({ window, key, amount }: WindowCell, { names, query }: Asked, windows: readonly Span[]) {
  const subjects = query.dimensions.length;
  const { start, end } = windows[window] ?? {};
  if (!start || !end) throw new Error("A cell lies in no window.");
  return {
    value: Number(amount),
    windowStart: start.toISOString(),
    windowEnd: end.toISOString(),
    subject: subjects > 0 ? (key[0] ?? null) : null,
    groupBy: Object.fromEntries(names.map((name, index) => [name, key[subjects + index] ?? null])),
  };
}

type Row = ReturnType<typeof toRow>;

function byWindowAndGroup(a: Row, b: Row): number {
  const place = ({ windowStart, subject, groupBy }: Row) =>
    JSON.stringify([windowStart, subject, ...Object.values(groupBy)]);
  return place(a) < place(b) ? -1 : 1;
}
