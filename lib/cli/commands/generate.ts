import { type Command, Option } from "commander";
import { getDb } from "@/db/client";
import { type GeneratedSample, generateSample } from "@/lib/services/sample/generate-sample";
import { removeSample } from "@/lib/services/sample/remove-sample";
import { addCommand, type CommonOptions } from "../command";
import type { ExitCode } from "../failure";
import { startProgress } from "../progress";
import { count, type Terminal, table } from "../terminal";
import { day, wholeNumberBetween } from "../values";

type Options = CommonOptions & { months: number; seed: number; until?: string; remove?: boolean };

const NOTES = `
Samples go to an organization of their own, which is made by the first run and marked as a sample. The same months,
seed and last day make the same events: running it again writes nothing. More: docs/cli.md`;

/** `generate`: makes sample events, or removes them. */
export function addGenerate(program: Command, terminal: Terminal, end: (code: ExitCode) => void): void {
  addCommand(
    program,
    "generate",
    "make sample events, or remove them",
    "slug of the sample organization (default: sample)",
  )
    .option("--months <n>", "how many months", wholeNumberBetween(1, 120), 12)
    .option("--seed <n>", "other seeds make other events", wholeNumberBetween(0, 4_294_967_295), 1)
    .option("--until <day>", "last day in UTC (default: yesterday)", day)
    .addOption(
      new Option("--remove", "delete the sample organization with everything it owns").conflicts([
        "months",
        "seed",
        "until",
      ]),
    )
    .addHelpText("after", NOTES)
    .action(async (options: Options) => end(await generate(options, terminal)));
}

async function generate(options: Options, terminal: Terminal): Promise<ExitCode> {
  const { org: slug = "sample", months, seed, until } = options;
  const db = await getDb();
  if (options.remove) {
    const removed = await removeSample(db, slug);
    terminal.print(options.json ? JSON.stringify(removed) : `${removed.organization} is removed.`);
    return 0;
  }
  const progress = startProgress(slug, terminal.isWatched && !options.json);
  const made = await generateSample(db, { slug, months, seed, until, onProgress: progress.update }).finally(
    progress.stop,
  );
  terminal.print(options.json ? JSON.stringify(made) : describeSample(made));
  return made.conflicts + made.rejected === 0 ? 0 : 1;
}

function describeSample(made: GeneratedSample): string {
  const counts = ["events", "accepted", "duplicates", "conflicts", "rejected"] as const;
  const title = `${made.organization}: samples of ${made.from} to ${made.until}`;
  return [
    title,
    table(
      counts.map((name) => [name, count(made[name])]),
      1,
    ),
  ].join("\n");
}
