import type { Command } from "commander";
import { getDb } from "@/db/client";
import { cleanup } from "@/lib/services/cleanup";
import { addCommand, type CommonOptions } from "../command";
import { type ExitCode, UsageError } from "../failure";
import { count, type Terminal, table } from "../terminal";

/** `cleanup`: removes what has served its time. */
export function addCleanup(program: Command, terminal: Terminal, end: (code: ExitCode) => void): void {
  addCommand(
    program,
    "cleanup",
    "remove what has served its time",
    "refused: what has expired is removed of all organizations",
  ).action(async (options: CommonOptions) => end(await removeExpired(options, terminal)));
}

async function removeExpired(options: CommonOptions, terminal: Terminal): Promise<ExitCode> {
  if (options.org !== undefined)
    throw new UsageError("cleanup is for all organizations at once: leave --org out.");
  const removed = await cleanup(await getDb());
  const lines = Object.entries(removed).map(([name, rows]) => [name.replaceAll("_", " "), count(rows)]);
  terminal.print(options.json ? JSON.stringify({ removed }) : table(lines, 1));
  return 0;
}
