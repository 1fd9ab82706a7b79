import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of package.json, wherever a script is called from. */
export const root = fileURLToPath(new URL("..", import.meta.url));

/** Arguments with which node runs TypeScript that belongs to the server. */
export const typescript = ["--conditions=react-server", "--import", "tsx"];

/** Settings of `.env.local` and `.env`; what the environment already says wins, and the first file over the second. */
export function loadEnvFiles() {
  for (const name of [".env.local", ".env"]) {
    if (existsSync(join(root, name))) process.loadEnvFile(join(root, name));
  }
}
