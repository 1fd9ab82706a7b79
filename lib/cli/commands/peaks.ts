import type { Command } from "commander";
import type { UsagePeaks } from "@/lib/contracts/usage-peaks";
import { getUsagePeaks } from "@/lib/services/usage/get-usage-peaks";
import { type AnalysisOptions, addAnalysis, meterKeys, toRange } from "../analysis";
import { openContext } from "../command";
import type { ExitCode } from "../failure";
import { count, type Terminal, table } from "../terminal";
import { wholeNumberBetween } from "../values";

type Options = AnalysisOptions & { limit: number };

/** `peaks METER|all`: the buckets with the largest totals. */
export function addPeaks(program: Command, terminal: Terminal, end: (code: ExitCode) => void): void {
  addAnalysis(program, "peaks", "the buckets of a meter with the largest totals")
    .option("--limit <number>", "how many of each meter", wholeNumberBetween(1, 1000), 10)
    .action(async (meter: string, options: Options) => end(await peaks(meter, options, terminal)));
}

async function peaks(meter: string, options: Options, terminal: Terminal): Promise<ExitCode> {
  const context = await openContext(options);
  const { interval, limit } = options;
  const range = { ...toRange(context, options), interval, limit };
  const answers: UsagePeaks[] = [];
  for (const usage_type of await meterKeys(context, meter, options))
    answers.push(await getUsagePeaks(context, { ...range, usage_type }));
  if (options.json) terminal.print(JSON.stringify({ peaks: answers }));
  else terminal.print(answers.some((answer) => answer.peaks.length > 0) ? print(answers) : NOTHING);
  return 0;
}

const NOTHING = "No usage in this range.";

function print(answers: readonly UsagePeaks[]): string {
  const lines = answers.flatMap(({ peaks, meta }) =>
    peaks.map(({ date, partial, total, event_count, times_median }) => [
      ...[meta.usage_type, date, partial ? "not complete" : ""],
      ...[total, count(event_count), times_median ?? "-"],
    ]),
  );
  return table([["meter", "date", "", "total", "events", "times median"], ...lines], 3);
}
