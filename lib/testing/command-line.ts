import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const SCRIPT = fileURLToPath(new URL("../../scripts/usage.mjs", import.meta.url));

export type CommandEnd = { exitCode: number; stdout: string; stderr: string };

/** Starts `usage <args>` as its own process, with only the given settings. */
export function startCommand(
  args: readonly string[],
  settings: Record<string, string>,
): { child: ChildProcess; ended: Promise<CommandEnd> } {
  const env: NodeJS.ProcessEnv = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    NODE_ENV: "test",
    ...settings,
  };
  const child = spawn(process.execPath, [SCRIPT, ...args], { env, stdio: ["ignore", "pipe", "pipe"] });
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk: Buffer) => {
    output.stdout += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    output.stderr += chunk.toString();
  });
  const ended = new Promise<CommandEnd>((resolve) => {
    child.once("close", (code) => resolve({ exitCode: code ?? -1, ...output }));
  });
  return { child, ended };
}
