import type { Command } from "commander";
import type { UsageTrends } from "@/lib/contracts/usage-trends";
import { getUsageTrends } from "@/lib/services/usage/get-usage-trends";
import { type AnalysisOptions, addAnalysis, meterKeys, toRange } from "../analysis";
import { openContext } from "../command";
import type { ExitCode } from "../failure";
import { type Terminal, table } from "../terminal";
import { wholeNumberBetween } from "../values";

type Options = AnalysisOptions & { limit?: number };

/** `trends METER|all`: every bucket against the one before. */
export function addTrends(program: Command, terminal: Terminal, end: (code: ExitCode) => void): void {
  addAnalysis(program, "trends", "every bucket of a meter against the one before")
    .option("--limit <number>", "the last buckets only (default: all)", wholeNumberBetween(1, 1000))
    .action(async (meter: string, options: Options) => end(await trends(meter, options, terminal)));
}

async function trends(meter: string, options: Options, terminal: Terminal): Promise<ExitCode> {
  const context = await openContext(options);
  const range = { ...toRange(context, options), interval: options.interval };
  const answers: UsageTrends[] = [];
  for (const usage_type of await meterKeys(context, meter, options)) {
    const { trends, meta } = await getUsageTrends(context, { ...range, usage_type });
    answers.push({ trends: trends.slice(-(options.limit ?? trends.length)), meta });
  }
  if (options.json) terminal.print(JSON.stringify({ trends: answers }));
  else terminal.print(answers.length === 0 ? "No usage in this range." : print(answers));
  return 0;
}

function print(answers: readonly UsageTrends[]): string {
  const lines = answers.flatMap(({ trends, meta }) =>
    trends.map(({ date, partial, ...row }) => [
      ...[meta.usage_type, date, partial ? "not complete" : ""],
      ...[row.total, row.previous, row.change, row.percent_change].map((value) => value ?? "-"),
    ]),
  );
  return table([["meter", "date", "", "total", "previous", "change", "percent"], ...lines], 3);
}
