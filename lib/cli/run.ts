import { closeDb } from "@/db/client";
import { env } from "@/lib/env";
import { type ExitCode, toFailure, UsageError } from "./failure";
import { createProgram } from "./program";
import type { Terminal } from "./terminal";

/** Runs one command line and answers with its exit code; a failure is told in one sentence. */
export async function run(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  const program = createProgram(terminal, (code) => {
    exitCode = code;
  });
  program.hook("preSubcommand", checkSettings);
  try {
    await program.parseAsync([...args], { from: "user" });
    return exitCode;
  } catch (error) {
    const failure = toFailure(error);
    if (failure.sentence) terminal.note(failure.sentence);
    return failure.exitCode;
  } finally {
    await closeDb();
  }
}

function checkSettings(): void {
  try {
    env();
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
