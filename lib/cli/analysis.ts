import { Argument, type Command, Option } from "commander";
import type { Context } from "@/db/context";
import { addDays } from "@/lib/domain/calendar";
import { STATISTICS_INTERVALS, type StatisticsInterval } from "@/lib/domain/intervals";
import { dateIn } from "@/lib/domain/time-zone";
import { getUsageSeries } from "@/lib/services/usage/get-usage-series";
import { addCommand, type CommonOptions } from "./command";
import { day, nonEmpty, timeZone, wholeNumberBetween } from "./values";

export type RangeOptions = { from?: string; to?: string; days?: number; timezone?: string };
export type AnalysisOptions = CommonOptions & RangeOptions & { interval: StatisticsInterval };

/** Every meter with usage, as an argument. */
export const ALL = "all";
const ORGANIZATION = "the organization (default: the only one)";

/** A command about one meter or all that have usage, with the options that every analysis has. */
export function addAnalysis(program: Command, name: string, summary: string): Command {
  return addRange(addCommand(program, name, summary, ORGANIZATION))
    .addArgument(new Argument("<meter>", `key of a meter, or ${ALL} with usage`).argParser(nonEmpty))
    .addOption(intervalOption());
}

/** `--from`, `--to`, `--days` and `--timezone`: the range that a command looks at. */
export function addRange(command: Command): Command {
  return command
    .option("--from <day>", "first day (default: 30 days, the last one included)", day)
    .option("--to <day>", "last day, included (default: today)", day)
    .addOption(
      new Option("--days <number>", "the last days, today included")
        .argParser(wholeNumberBetween(1, 36_500))
        .conflicts(["from", "to"]),
    )
    .option("--timezone <zone>", "whose days (default: the organization's billing zone)", timeZone);
}

/** `--interval`: the length of a bucket. */
export function intervalOption(): Option {
  return new Option("--interval <interval>", "the length of a bucket")
    .choices(STATISTICS_INTERVALS)
    .default("day");
}

/** The range of the options as services take it. */
export function toRange({ tenant, now }: Context, { from, to, days, timezone }: RangeOptions) {
  const today = dateIn(now.getTime(), timezone ?? tenant.timezone);
  const start = days === undefined ? from : addDays(today, 1 - days);
  return { start_date: start, end_date: to, timezone };
}

/** The meters that a command is about: the named one, or all with usage in the range, the largest first. */
export async function meterKeys(context: Context, meter: string, options: RangeOptions): Promise<string[]> {
  if (meter !== ALL) return [meter];
  const { results } = await readUsage(context, { ...toRange(context, options), interval: "month" });
  return results.map(({ usage_type }) => usage_type);
}

type SeriesAsked = Partial<NonNullable<Parameters<typeof getUsageSeries>[1]>>;

/** Usage per meter and bucket, with the defaults of the API. */
export function readUsage(context: Context, asked: SeriesAsked) {
  return getUsageSeries(context, { interval: "day", compare: "none", page_size: 1000, ...asked });
}
