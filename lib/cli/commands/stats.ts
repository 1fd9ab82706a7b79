import type { Command } from "commander";
import type { UsageStatistics } from "@/lib/contracts/usage-statistics";
import { getUsageStatistics } from "@/lib/services/usage/get-usage-statistics";
import { type AnalysisOptions, addAnalysis, meterKeys, toRange } from "../analysis";
import { openContext } from "../command";
import type { ExitCode } from "../failure";
import { type Terminal, table } from "../terminal";

/** `stats METER|all`: the shape of single events and of buckets. */
export function addStats(program: Command, terminal: Terminal, end: (code: ExitCode) => void): void {
  addAnalysis(program, "stats", "average, extremes, percentiles and deviation of a meter").action(
    async (meter: string, options: AnalysisOptions) => end(await stats(meter, options, terminal)),
  );
}

async function stats(meter: string, options: AnalysisOptions, terminal: Terminal): Promise<ExitCode> {
  const context = await openContext(options);
  const range = { ...toRange(context, options), interval: options.interval };
  const answers: UsageStatistics[] = [];
  for (const usage_type of await meterKeys(context, meter, options))
    answers.push(await getUsageStatistics(context, { ...range, usage_type }));
  if (options.json) terminal.print(JSON.stringify({ statistics: answers }));
  else terminal.print(answers.length === 0 ? "No usage in this range." : print(answers));
  return 0;
}

const FIGURES = ["count", "total", "avg", "min", "max", "median", "p95", "p99", "stddev"] as const;

function print(answers: readonly UsageStatistics[]): string {
  const lines = answers.flatMap(({ events, buckets, meta }) => [
    [meta.usage_type, meta.unit, "event", ...figures({ ...events, stddev: null })],
    [meta.usage_type, meta.unit, meta.interval, ...figures(buckets)],
  ]);
  return table([["meter", "unit", "of each", ...FIGURES], ...lines], 3);
}

const figures = (of: UsageStatistics["buckets"]) => FIGURES.map((name) => `${of[name] ?? "-"}`);
