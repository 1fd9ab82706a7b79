import type { Command } from "commander";
import { listOpeningUsage } from "@/lib/services/opening-usage/list-opening-usage";
import { removeOpeningUsage } from "@/lib/services/opening-usage/remove-opening-usage";
import { checkAlertsAfter } from "../check-alerts-after";
import { addCommand, type CommonOptions, openContext } from "../command";
import type { ExitCode } from "../failure";
import { count, type Terminal, table } from "../terminal";
import { day, nonEmpty } from "../values";

type RemoveOptions = CommonOptions & { source: string; from?: string; to?: string };

const ORGANIZATION = "the organization (default: the only one)";

/** `opening`: lists and removes usage that was loaded as sums, without events. */
export function addOpening(program: Command, terminal: Terminal, end: (code: ExitCode) => void): void {
  const opening = program.command("opening").description("usage that was loaded as sums, without events");
  addCommand(opening, "list", "what was loaded, by source", ORGANIZATION).action(
    async (options: CommonOptions) => end(await list(options, terminal)),
  );
  addCommand(opening, "remove", "take loaded sums back", ORGANIZATION)
    .requiredOption("--source <name>", "where they were loaded from, as `opening list` says", nonEmpty)
    .option("--from <day>", "first day (default: all)", day)
    .option("--to <day>", "last day, included (default: all)", day)
    .action(async (options: RemoveOptions) => end(await remove(options, terminal)));
}

async function list(options: CommonOptions, terminal: Terminal): Promise<ExitCode> {
  const { db, tenantId } = await openContext(options);
  const sources = await listOpeningUsage(db, tenantId);
  const header = ["source", "first day", "last day", "sums"];
  const rows = sources.map(({ source, first_day, last_day, rows }) => [
    ...[source, first_day, last_day],
    count(rows),
  ]);
  if (options.json) terminal.print(JSON.stringify({ opening: sources }));
  else terminal.print(rows.length === 0 ? "Nothing was loaded as sums." : table([header, ...rows], 3));
  return 0;
}

async function remove(options: RemoveOptions, terminal: Terminal): Promise<ExitCode> {
  const { source, from, to } = options;
  const context = await openContext(options);
  const removed = await checkAlertsAfter(context, () => removeOpeningUsage(context, { source, from, to }));
  terminal.print(options.json ? JSON.stringify(removed) : `${count(removed.removed)} sums are removed.`);
  return 0;
}
