import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const names = ["NEXTAUTH_SECRET", "API_JWT_SECRET", "CRON_SECRET"];

/** The secrets of this data directory, made on first use; whoever sets a variable uses their own. */
export function secretsIn(dataDir) {
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, "secrets.json");
  try {
    writeFileSync(file, `${JSON.stringify(newSecrets(), null, 2)}\n`, { mode: 0o600, flag: "wx" });
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
  }
  return JSON.parse(readFileSync(file, "utf8"));
}

function newSecrets() {
  return Object.fromEntries(names.map((name) => [name, randomBytes(32).toString("base64url")]));
}
