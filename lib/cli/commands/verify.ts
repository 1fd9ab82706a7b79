import type { Command } from "commander";
import { getDb } from "@/db/client";
import { describeSkipped } from "@/lib/domain/archived-spans";
import { listOpeningUsage } from "@/lib/services/opening-usage/list-opening-usage";
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
  const scope: { organizationId?: string } =
    options.org === undefined ? {} : { organizationId: (await openContext(options)).tenantId };
  const { differences, listed, skipped } = await verifyRollups(db, scope);
  const opening = await listOpeningUsage(db, scope.organizationId ?? null);
  if (options.json) terminal.print(JSON.stringify({ differences, listed, skipped, opening }));
  else {
    for (const span of skipped)
      terminal.print(`${span.organization}: ${describeSkipped(span)}: not compared`);
    for (const difference of listed) terminal.print(JSON.stringify(difference));
    terminal.print(`${count(differences)} ${differences === 1 ? "difference" : "differences"}`);
    for (const { source, rows, first_day, last_day } of opening)
      terminal.print(
        `without events: ${count(rows)} sums of ${first_day} to ${last_day}, loaded from ${source}`,
      );
  }
  return differences === 0 ? 0 : 1;
}
