import { type Command, Option } from "commander";
import type { UsageSeries, UsageSeriesResult } from "@/lib/contracts/usage-series";
import { csvOf, textCell } from "@/lib/domain/files/write-csv";
import type { StatisticsInterval } from "@/lib/domain/intervals";
import { changeBetween } from "@/lib/domain/statistics/trends";
import { addRange, intervalOption, type RangeOptions, readUsage, toRange } from "../analysis";
import { addCommand, type CommonOptions, openContext } from "../command";
import type { ExitCode } from "../failure";
import { type Terminal, table } from "../terminal";

const FORMATS = ["table", "json", "csv"] as const;
type Options = CommonOptions &
  RangeOptions & { format: (typeof FORMATS)[number]; detailed?: boolean; interval: StatisticsInterval };

/** The rows of a report: the first `texts` columns are text, the others exact numbers. */
type Sheet = { columns: readonly string[]; texts: number; rows: (string | null)[][] };

/** `report [METER]`: what was used, against the same time before, or bucket by bucket. */
export function addReport(program: Command, terminal: Terminal, end: (code: ExitCode) => void): void {
  const ofOrganization = "the organization (default: the only one)";
  addRange(addCommand(program, "report", "what was used, per meter", ofOrganization))
    .argument("[meter]", "key of a meter (default: all with usage)")
    .addOption(new Option("--format <format>", "how to write it").choices(FORMATS).default("table"))
    .option("--detailed", "a row per bucket instead of one per meter")
    .addOption(intervalOption())
    .action(async (meter: string | undefined, options: Options) =>
      end(await report(meter, options, terminal)),
    );
}

async function report(meter: string | undefined, options: Options, terminal: Terminal): Promise<ExitCode> {
  const context = await openContext(options);
  const range = { ...toRange(context, options), ...(meter === undefined ? {} : { usage_type: meter }) };
  const usage = options.detailed
    ? await readUsage(context, { ...range, interval: options.interval })
    : await readUsage(context, { ...range, interval: "month", compare: "previous" });
  const sheet = options.detailed ? detailed(usage) : perMeter(usage);
  const { columns, texts, rows } = sheet;
  if (options.json || options.format === "json") terminal.print(JSON.stringify(toJson(sheet, usage)));
  else if (options.format === "csv") terminal.print(toCsv(sheet).trimEnd());
  else if (rows.length === 0) terminal.print("No usage in this range.");
  else terminal.print(table([columns, ...rows.map((row) => row.map((cell) => cell ?? "-"))], texts));
  return 0;
}

const events = ({ event_counts }: UsageSeriesResult) => String(event_counts.reduce((a, b) => a + b, 0));

function perMeter({ results }: UsageSeries): Sheet {
  const before = new Map(
    results.flatMap((one) => (one.compare_label === "previous" ? [[one.key, one.total] as const] : [])),
  );
  return {
    columns: ["usage_type", "name", "unit", "events", "total", "previous", "change", "percent_change"],
    texts: 3,
    rows: results
      .filter(({ compare_label }) => compare_label === "current")
      .map((one) => {
        const previous = before.get(one.key) ?? null;
        const { change, percentChange } = changeBetween(previous, one.total);
        return [
          ...[one.usage_type, one.label, one.unit, events(one)],
          one.total,
          previous,
          change,
          percentChange,
        ];
      }),
  };
}

function detailed({ results, meta }: UsageSeries): Sheet {
  return {
    columns: ["date", "usage_type", "unit", "complete", "events", "total"],
    texts: 4,
    rows: results.flatMap(({ usage_type, unit, dates, data_exact, event_counts }) =>
      dates.map((date, place) => [
        ...[date, usage_type, unit, meta.buckets[place]?.partial ? "no" : "yes"],
        String(event_counts[place] ?? 0),
        data_exact[place] ?? null,
      ]),
    ),
  };
}

function toJson(
  { columns, rows }: Sheet,
  { meta: { from, to, timezone, as_of, complete_until } }: UsageSeries,
) {
  const objects = rows.map((row) => Object.fromEntries(columns.map((name, at) => [name, row[at]])));
  return { rows: objects, meta: { from, to, timezone, as_of, complete_until } };
}

function toCsv({ columns, texts, rows }: Sheet): string {
  const cells = rows.map((row) => row.map((cell, at) => (at < texts ? textCell(cell ?? "") : (cell ?? ""))));
  return csvOf([columns, ...cells]);
}
