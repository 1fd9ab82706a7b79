import type { Context } from "@/db/context";
import { systemContext } from "@/lib/auth/tenant";
import { usageGranular } from "@/lib/contracts/usage-granular";
import { type UsageSeriesQuery, usageSeries } from "@/lib/contracts/usage-series";
import { usageStatistics } from "@/lib/contracts/usage-statistics";
import { getUsageGranular } from "@/lib/services/usage/get-usage-granular";
import { getUsageSeries } from "@/lib/services/usage/get-usage-series";
import { getUsageStatistics } from "@/lib/services/usage/get-usage-statistics";
import { getUsageTotals } from "@/lib/services/usage/get-usage-totals";
import type { Bench, Operation } from "../bench";
import { DAYS, END } from "../generated-rows";
import { inTurn } from "../measure";
import { type Goal, type Row, toRow } from "../report";

const DAY_MS = 86_400_000;
const dayBefore = (days: number) => new Date(END.getTime() - days * DAY_MS).toISOString().slice(0, 10);
const LAST_DAY = dayBefore(1);

/** What the pages ask, in the service, each against the barest statement on the narrowest rollup. */
export const reads: Operation = async (bench) => {
  const context = { ...(await systemContext(bench.database.db, bench.largest.id)), now: END };
  const rows: Row[] = [];
  for (const question of QUESTIONS) rows.push(await measure(bench, context, question));
  return rows;
};

type Question = {
  operation: string;
  goal: Goal;
  ask: (context: Context) => Promise<unknown>;
  /** `$1` is the organization. */
  bare: string;
};

async function measure(
  bench: Bench,
  context: Context,
  { operation, goal, ask, bare }: Question,
): Promise<Row> {
  const limit = () => bench.pool.query(bare, [context.tenantId]);
  // What has no goal is slow, and said for what it is.
  const rounds = goal ? bench.rounds * 4 : Math.max(1, Math.round(bench.rounds / 2));
  const [ours, times] = await inTurn([{ run: () => ask(context) }, { run: limit }], rounds, goal ? 3 : 1);
  return toRow({ operation, ours, limit: { name: "bare statement", times }, goal });
}

function seriesQuery(settings: Record<string, string>): UsageSeriesQuery {
  const query = usageSeries.query?.parse(settings);
  if (!query) throw new Error("The series takes a query.");
  return query;
}

function series(settings: Record<string, string>): Question["ask"] {
  const query = seriesQuery(settings);
  return (context) => getUsageSeries(context, query);
}

const oneLine = (days: number, ms: number): Question => ({
  operation: `one line, ${days} days`,
  goal: { ms },
  ask: series({ start_date: dayBefore(days), end_date: LAST_DAY, usage_type: "storage" }),
  bare: `select usage_date, sum(quantity) from rollup_day_totals where organization_id = $1
    and fact in ('upload:success', 'storage') and usage_date >= '${dayBefore(days)}' group by 1`,
});

const hours = 41;

/** Percentiles of single requests are exact, and so read every one of them. */
const granular = (days: number): Question => {
  const query = usageGranular.query?.parse({ start_date: dayBefore(days), end_date: LAST_DAY });
  return {
    operation: `granular, ${days} days, with the exact p95`,
    goal: null,
    ask: async (context) => query && getUsageGranular(context, query),
    bare: `select percentile_cont(0.95) within group (order by response_time_ms) from api_requests
      where organization_id = $1 and requested_at >= '${dayBefore(days)}'`,
  };
};

const statistics = usageStatistics.query?.parse({
  ...{ start_date: dayBefore(DAYS), end_date: LAST_DAY, usage_type: "bandwidth" },
});

const QUESTIONS: readonly Question[] = [
  oneLine(30, 10),
  oneLine(90, 20),
  oneLine(DAYS, 40),
  {
    operation: `one line, ${DAYS} days, another zone`,
    goal: { ms: 40 },
    ask: series({
      start_date: dayBefore(DAYS - 1),
      end_date: LAST_DAY,
      usage_type: "storage",
      timezone: "Asia/Kolkata",
    }),
    bare: `select (bucket_start at time zone 'Asia/Kolkata')::date, sum(quantity) from rollup_quarter_totals
      where organization_id = $1 and fact in ('upload:success', 'storage') group by 1`,
  },
  {
    operation: `day x provider x meter, ${DAYS} days`,
    goal: { times: 2 },
    ask: series({
      start_date: dayBefore(DAYS),
      end_date: LAST_DAY,
      breakdowns: '["type","provider"]',
      page_size: "1000",
    }),
    bare: `select usage_date, fact, provider, sum(event_count), sum(quantity) from rollup_day_providers
      where organization_id = $1 group by 1, 2, 3`,
  },
  {
    operation: "totals between quarter hours, a year",
    goal: { ms: 10 },
    ask: (context) =>
      getUsageTotals(context, {
        tenant_id: context.tenantId,
        period_start: `${dayBefore(DAYS - 1)}T06:15:00Z`,
        period_end: `${LAST_DAY}T17:45:00Z`,
      }),
    bare: `select fact, sum(event_count), sum(quantity) from rollup_day_totals where organization_id = $1 group by 1`,
  },
  {
    operation: `hours of ${hours} days`,
    goal: { ms: 40 },
    ask: series({
      start_date: dayBefore(hours),
      end_date: LAST_DAY,
      usage_type: "storage",
      interval: "hour",
    }),
    bare: `select date_trunc('hour', bucket_start), sum(quantity) from rollup_quarter_totals where organization_id = $1
      and fact in ('upload:success', 'storage') and bucket_start >= '${dayBefore(hours)}' group by 1`,
  },
  granular(30),
  granular(DAYS),
  {
    operation: `statistics of single events, ${DAYS} days`,
    goal: null,
    ask: async (context) => statistics && getUsageStatistics(context, statistics),
    bare: `select percentile_cont(array[0.5, 0.95, 0.99]) within group (order by bytes) from api_requests
      where organization_id = $1`,
  },
];
