import type { Command } from "commander";
import { getDb } from "@/db/client";
import { verifyRollups } from "@/lib/services/rollups/verify-rollups";
import { addCommand, type CommonOptions, openContext } from "../command";
import type { ExitCode } from "../failure";
import { count, type Terminal } from "../terminal";

/** `verify`: proves that every rollup equals its events. */
export function addVerify(program: Command, terminal: Terminal, end: (code: ExitCode) => void): void {
  addCommand(
    program,
    "verify",
    "compare every rollup with its events",
    "only this organization (default: all)",
  ).action(async (options: CommonOptions) => end(await verify(options, terminal)));
}

async function verify(options: CommonOptions, terminal: Terminal): Promise<ExitCode> {
  const db = await getDb();
  const scope = options.org === undefined ? {} : { organizationId: (await openContext(options)).tenantId };
  const { differences, listed } = await verifyRollups(db, scope);
  if (options.json) terminal.print(JSON.stringify({ differences, listed }));
  else {
    for (const difference of listed) terminal.print(JSON.stringify(difference));
    terminal.print(`${count(differences)} ${differences === 1 ? "difference" : "differences"}`);
  }
  return differences === 0 ? 0 : 1;
}
