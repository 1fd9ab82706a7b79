import "server-only";
import type { Context } from "@/db/context";
import type { Coverage } from "@/lib/contracts/endpoint";
import type { UsageTotals, UsageTotalsQuery } from "@/lib/contracts/usage-totals";
import { seriesKey } from "@/lib/domain/fill";
import { emptyAmount } from "@/lib/domain/meters";
import { billingPeriod, makeRange, parseInstant, type Range } from "@/lib/domain/range";
import { toCoverage } from "@/lib/services/usage/present-coverage";
import { readOpening } from "@/lib/services/usage/read-opening";
import { findMeters, toAsOf } from "@/lib/services/usage/usage-question";
import { readTotals, readUsage, type UsageReader } from "@/lib/services/usage/usage-reader";

const PARAMETER_NAMES = { usage_types: "feature_keys", from: "period_start", to: "period_end" };

/** What each meter came to in a window: those with usage, or all that were asked for; by key. */
export async function getUsageTotals(
  context: Context,
  query: UsageTotalsQuery,
): Promise<{ body: UsageTotals; coverage: Coverage }> {
  const window = toWindow(context, query);
  const keys = query.feature_keys ?? [];
  const asOf = toAsOf(query.as_of, window.timezone);
  const answer = async (reader: UsageReader) => {
    const asked = new Set(findMeters(reader.meters, keys, "feature_keys"));
    const meters = asked.size > 0 ? [...asked] : reader.meters;
    const spans = [{ start: window.from, end: window.to }];
    const question = { meters, dimensions: [], filters: {}, spans, asOf };
    const { keyed } = await readTotals(reader, question);
    const opening = new Map(
      (await readOpening(reader, question)).map((part) => [part.usage_type, part.total]),
    );
    const rows = meters.flatMap((meter) => {
      const { key, unit } = meter;
      const line = keyed.get(seriesKey(key, []));
      const [quantity = emptyAmount(meter)] = line?.amounts ?? [];
      if (asked.size === 0 && (quantity ?? "0") === "0" && !line?.counts[0]) return [];
      const loaded = opening.get(key);
      const part = loaded === undefined ? {} : { opening_quantity: loaded };
      return [{ feature_key: key, unit, quantity, ...part, ...toBounds(window) }];
    });
    return rows.sort((a, b) => (a.feature_key < b.feature_key ? -1 : 1));
  };
  const body = await readUsage(context, answer, PARAMETER_NAMES);
  return { body, coverage: toCoverage(context, window, asOf) };
}

function toWindow({ tenant, now }: Context, query: UsageTotalsQuery): Range {
  const { weekStart, billingAnchorDay: anchorDay } = tenant;
  const period = billingPeriod(now, tenant.timezone, { weekStart, anchorDay });
  const timezone = query.timezone ?? tenant.timezone;
  const { period_start: start, period_end: end } = query;
  const from = start === undefined ? period.from : parseInstant(start, timezone, "period_start");
  const to = end === undefined ? period.to : parseInstant(end, timezone, "period_end");
  return makeRange(from, to, timezone, end === undefined ? "period_start" : "period_end");
}

function toBounds({ from, to }: Range) {
  return { window_start: from.toISOString(), window_end: to.toISOString() };
}
