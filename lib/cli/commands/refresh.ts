import type { Command } from "commander";
import { describeSkipped } from "@/lib/domain/archived-spans";
import { compactDays } from "@/lib/services/rollups/compact-days";
import { rebuildRollups } from "@/lib/services/rollups/rebuild-rollups";
import { addCommand, type CommonOptions, openContexts } from "../command";
import type { ExitCode } from "../failure";
import { startProgress } from "../progress";
import { count, type Terminal } from "../terminal";

/** `refresh`: makes the rollups anew from the events. */
export function addRefresh(program: Command, terminal: Terminal, end: (code: ExitCode) => void): void {
  addCommand(
    program,
    "refresh",
    "make all rollups anew from the events",
    "only this organization (default: all)",
  ).action(async (options: CommonOptions) => end(await refresh(options, terminal)));
}

async function refresh(options: CommonOptions, terminal: Terminal): Promise<ExitCode> {
  const organizations = [];
  for (const context of await openContexts(options)) {
    const organization = context.tenant.slug;
    const progress = startProgress(organization, terminal.isWatched && !options.json);
    const rebuilt = rebuildRollups(context, { onProgress: progress.update }).finally(progress.stop);
    const { quarterHours, days, differing, skipped } = await rebuilt;
    await compactDays(context.db, { organizationId: context.tenantId });
    organizations.push({ organization, quarter_hours: quarterHours, days, differing, skipped });
  }
  if (options.json) terminal.print(JSON.stringify({ organizations }));
  for (const { organization, quarter_hours, days, ...made } of options.json ? [] : organizations) {
    for (const span of made.skipped)
      terminal.print(`${organization}: ${describeSkipped(span)}: its sums stay`);
    terminal.print(
      `${organization}: ${count(quarter_hours)} quarter-hour rows, ${count(days)} days rebuilt, ${count(made.differing)} rows differed`,
    );
  }
  return 0;
}
