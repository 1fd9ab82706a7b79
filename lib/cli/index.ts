import { closeDb } from "@/db/client";
import { run } from "./run";
import { terminal } from "./terminal";

// An interrupted command gives the embedded database back before it ends.
for (const [signal, code] of [
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const) {
  process.once(signal, () => {
    void closeDb().finally(() => process.exit(code));
  });
}

process.exitCode = await run(process.argv.slice(2), terminal);
