import { Argument, type Command } from "commander";
import { describeSkipped } from "@/lib/domain/archived-spans";
import {
  aggregateUsage,
  ROLLUP_VIEWS,
  type RollupView,
  type RollupViewRow,
} from "@/lib/services/rollups/aggregate-usage";
import { addCommand, type CommonOptions, openContext } from "../command";
import type { ExitCode } from "../failure";
import { startProgress } from "../progress";
import { type Terminal, table } from "../terminal";
import { day, oneOf } from "../values";

type Options = CommonOptions & { from?: string; to?: string };

const TEXT = ["bucket", "team_id", "provider", "file_type"] as const;
const NUMBERS = [
  "total_uploads",
  "total_file_size",
  "total_requests",
  "successful_requests",
  "failed_requests",
] as const;

/** `aggregate`: makes the rollups anew and prints what uploads and requests they hold. */
export function addAggregate(program: Command, terminal: Terminal, end: (code: ExitCode) => void): void {
  addCommand(
    program,
    "aggregate",
    "make the rollups of some days anew and print their uploads and requests",
    "slug or id of the organization",
  )
    .addArgument(new Argument("<interval>", ROLLUP_VIEWS.join(", ")).argParser(oneOf(ROLLUP_VIEWS)))
    .option("--from <day>", "first day in UTC (default: 30 days, the last one included)", day)
    .option("--to <day>", "last day in UTC, included (default: today)", day)
    .action(async (interval: RollupView, options: Options) =>
      end(await aggregate(interval, options, terminal)),
    );
}

async function aggregate(interval: RollupView, options: Options, terminal: Terminal): Promise<ExitCode> {
  const context = await openContext(options);
  const progress = startProgress(context.tenant.slug, terminal.isWatched && !options.json);
  const asked = { interval, from: options.from, to: options.to };
  const usage = await aggregateUsage(context, asked, progress.update).finally(progress.stop);
  for (const span of usage.skipped) terminal.note(`${describeSkipped(span)}: its sums stay as they are.`);
  terminal.print(options.json ? JSON.stringify(usage) : print(usage.rows));
  return 0;
}

function print(rows: readonly RollupViewRow[]): string {
  if (rows.length === 0) return "No uploads and no requests in this range.";
  const lines = rows.map((row) => [
    ...TEXT.map((name) => row[name] ?? ""),
    ...NUMBERS.map((name) => row[name]),
  ]);
  return table([[...TEXT, ...NUMBERS], ...lines], TEXT.length);
}
