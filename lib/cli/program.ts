import { Command } from "commander";
import { addAggregate } from "./commands/aggregate";
import { addAlerts } from "./commands/alerts";
import { addArchive } from "./commands/archive";
import { addBackup } from "./commands/backup";
import { addCleanup } from "./commands/cleanup";
import { addDoctor } from "./commands/doctor";
import { addGenerate } from "./commands/generate";
import { addIngest } from "./commands/ingest";
import { addMeters } from "./commands/meters";
import { addOpening } from "./commands/opening";
import { addOrganizations } from "./commands/organizations";
import { addPeaks } from "./commands/peaks";
import { addQuotas } from "./commands/quotas";
import { addQuote } from "./commands/quote";
import { addRefresh } from "./commands/refresh";
import { addReport } from "./commands/report";
import { addStats } from "./commands/stats";
import { addTrack } from "./commands/track";
import { addTrends } from "./commands/trends";
import { addVerify } from "./commands/verify";
import type { ExitCode } from "./failure";
import type { Terminal } from "./terminal";

const EXIT_CODES = "\nExit codes: 0 done, 1 failed, 2 wrong usage.";

/** The command line. Commands write to `terminal` and tell how they ended by `end`. */
export function createProgram(terminal: Terminal, end: (code: ExitCode) => void): Command {
  const program = new Command("meterline")
    .description("Usage and billing from the command line.")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.print(text.trimEnd()),
      writeErr: (text) => terminal.note(text.trimEnd()),
    })
    .showHelpAfterError("Add --help for the options.")
    .addHelpText("after", EXIT_CODES);
  addIngest(program, terminal, end);
  addOpening(program, terminal, end);
  addTrack(program, terminal, end);
  addAggregate(program, terminal, end);
  addRefresh(program, terminal, end);
  addVerify(program, terminal, end);
  addReport(program, terminal, end);
  addStats(program, terminal, end);
  addTrends(program, terminal, end);
  addPeaks(program, terminal, end);
  addMeters(program, terminal, end);
  addQuotas(program, terminal, end);
  addAlerts(program, terminal, end);
  addGenerate(program, terminal, end);
  addQuote(program, terminal, end);
  addOrganizations(program, terminal, end);
  addArchive(program, terminal, end);
  addBackup(program, terminal, end);
  addCleanup(program, terminal, end);
  addDoctor(program, terminal, end);
  return program;
}
