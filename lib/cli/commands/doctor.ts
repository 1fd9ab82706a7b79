import type { Command } from "commander";
import { type Check, diagnose } from "@/lib/services/diagnosis/diagnose";
import { addCommand, type CommonOptions, openContext } from "../command";
import { type ExitCode, toFailure } from "../failure";
import type { Terminal } from "../terminal";

/** `doctor`: tells whether this installation can work, and what is missing. */
export function addDoctor(program: Command, terminal: Terminal, end: (code: ExitCode) => void): void {
  addCommand(
    program,
    "doctor",
    "check this installation",
    "also check that this organization is there",
  ).action(async (options: CommonOptions) => end(await examine(options, terminal)));
}

async function examine(options: CommonOptions, terminal: Terminal): Promise<ExitCode> {
  const checks = await diagnose();
  const isWell = checks.every(({ ok }) => ok);
  if (isWell && options.org !== undefined) checks.push(await findOrganization(options));
  if (options.json) terminal.print(JSON.stringify({ checks }));
  for (const { name, ok, detail } of options.json ? [] : checks) {
    terminal.print(`${ok ? "ok    " : "FAILED"}  ${name}: ${detail}`);
  }
  return checks.every(({ ok }) => ok) ? 0 : 1;
}

async function findOrganization(options: CommonOptions): Promise<Check> {
  try {
    const { tenant } = await openContext(options);
    return { name: "organization", ok: true, detail: `${tenant.slug} (${tenant.id})` };
  } catch (error) {
    return { name: "organization", ok: false, detail: toFailure(error).sentence };
  }
}
