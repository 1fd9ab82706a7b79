import { type Command, Option } from "commander";
import type { MeterAnswer } from "@/lib/contracts/meters";
import { describeSkipped } from "@/lib/domain/archived-spans";
import { AGGREGATIONS, type Aggregation } from "@/lib/domain/meters";
import { createMeter } from "@/lib/services/meters/create-meter";
import { fillMeters } from "@/lib/services/meters/fill-meter";
import { listMeters } from "@/lib/services/meters/list-meters";
import { listUncounted } from "@/lib/services/meters/list-uncounted";
import { toMeterAnswer } from "@/lib/services/meters/to-meter-answer";
import { addCommand, type CommonOptions, openContext } from "../command";
import { type ExitCode, UsageError } from "../failure";
import { startProgress } from "../progress";
import { type Terminal, table } from "../terminal";
import { nonEmpty } from "../values";

const ORGANIZATION = "the organization (default: the only one)";

/** `meters`: lists what an organization measures, and adds to it. */
export function addMeters(program: Command, terminal: Terminal, end: (code: ExitCode) => void): void {
  const meters = program.command("meters").description("what an organization measures");
  addCommand(meters, "list", "all meters, by key", ORGANIZATION).action(async (options: CommonOptions) =>
    end(await list(options, terminal)),
  );
  addCommand(meters, "create", "add a meter; earlier events of its type count too", ORGANIZATION)
    .argument("<key>", "its name in every question and answer", nonEmpty)
    .option("--name <name>", "what people read (default: the key)", nonEmpty)
    .option("--unit <unit>", "what is counted", nonEmpty, "unit")
    .addOption(
      new Option("--aggregation <how>", "how values become one number").choices(AGGREGATIONS).default("sum"),
    )
    .option("--event-type <type>", "the type of the events it measures (default: usage)", nonEmpty)
    .option("--value <path>", "where in data the value stands, such as $.tokens", nonEmpty)
    .option("--group-by <name=path...>", "dimensions of its own, such as model=$.model")
    .action(async (key: string, options: CreateOptions) => end(await create(key, options, terminal)));
  addCommand(
    meters,
    "fill",
    "go on counting earlier events for meters that were cut off",
    ORGANIZATION,
  ).action(async (options: CommonOptions) => end(await fill(options, terminal)));
}

type CreateOptions = CommonOptions & {
  name?: string;
  unit: string;
  aggregation: Aggregation;
  eventType?: string;
  value?: string;
  groupBy?: string[];
};

async function list(options: CommonOptions, terminal: Terminal): Promise<ExitCode> {
  const meters = (await listMeters(await openContext(options))).map(toMeterAnswer);
  show(meters, options, terminal, { meters });
  return 0;
}

async function create(key: string, options: CreateOptions, terminal: Terminal): Promise<ExitCode> {
  const { name = key, unit, aggregation, eventType, value } = options;
  const groupBy = Object.fromEntries((options.groupBy ?? []).map(toDimension));
  const input = {
    ...{ key, displayName: name, unit, aggregation, groupBy },
    ...(eventType === undefined ? {} : { eventType }),
    ...(value === undefined ? {} : { valueProperty: value }),
  };
  const progress = startProgress(key, terminal.isWatched && !options.json);
  const onProgress = (share: number) => progress.update(Math.round(share * 1000), 1000);
  const context = await openContext(options);
  const made = await createMeter(context, input, { onProgress }).finally(progress.stop);
  const answer = { ...toMeterAnswer(made), uncounted: await listUncounted(context, made) };
  show([answer], options, terminal, answer);
  for (const { from, to, reason } of options.json ? [] : answer.uncounted) {
    const span = { start: new Date(from), end: new Date(to), reason };
    terminal.note(`It does not count everything: ${describeSkipped(span)}.`);
  }
  return 0;
}

async function fill(options: CommonOptions, terminal: Terminal): Promise<ExitCode> {
  const { db, tenantId } = await openContext(options);
  const filled = await fillMeters(db, tenantId);
  terminal.print(
    options.json ? JSON.stringify({ filled }) : `${filled} ${filled === 1 ? "meter" : "meters"} filled`,
  );
  return 0;
}

function toDimension(text: string): [name: string, property: string] {
  const at = text.indexOf("=");
  if (at < 1) throw new UsageError(`--group-by ${text}: give a name and a path, such as model=$.model.`);
  return [text.slice(0, at), text.slice(at + 1)];
}

function show(meters: MeterAnswer[], options: CommonOptions, terminal: Terminal, json: unknown): void {
  const header = ["key", "name", "unit", "aggregation", "event type", "value"];
  const rows = meters.map((meter) => [
    ...[meter.key, meter.display_name, meter.unit, meter.aggregation, meter.event_type],
    meter.value_property ?? "",
  ]);
  terminal.print(options.json ? JSON.stringify(json) : table([header, ...rows], header.length));
}
