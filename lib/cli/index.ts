import { closeDb } from "@/db/client";
import { run } from "./run";
import { terminal } from "./terminal";

let isInterrupted = false;

// An interrupted command gives the embedded database back before it ends.
for (const [signal, code] of [
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const) {
  process.once(signal, () => {
    isInterrupted = true;
    terminal.note("\nInterrupted. What was committed stays; running the command again goes on from there.");
    void closeDb().finally(() => process.exit(code));
  });
}

process.exitCode = await run(process.argv.slice(2), {
  ...terminal,
  // What fails because the database is being closed is no news.
  note: (text) => (isInterrupted ? undefined : terminal.note(text)),
});
