import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isRecord } from "@/lib/domain/files/ndjson";
import type { LoadedDataSet } from "./load-data-set";
import type { SignIn } from "./people";

/** What somebody who starts the demo, or a program that checks it, needs to get in. */
export type Demo = {
  base_url: string;
  database_url: string;
  organizations: { id: string; slug: string; api_key: string }[];
  users: SignIn[];
  datasets: LoadedDataSet[];
};

const pathIn = (dataDir: string) => join(dataDir, "demo.json");

/** The API keys handed out by an earlier start, by the slug of their organization. */
export async function readHandedOutKeys(dataDir: string): Promise<Map<string, string>> {
  const text = await readFile(pathIn(dataDir), "utf8").catch((error: unknown) => {
    // Any other failure must be heard: the file would be replaced, and the keys in it exist nowhere else.
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "{}";
    throw error;
  });
  const demo = parse(text);
  const list: unknown[] = isRecord(demo) && Array.isArray(demo.organizations) ? demo.organizations : [];
  return new Map(
    list.filter(isRecord).flatMap(({ slug, api_key }): [string, string][] => {
      return typeof slug === "string" && typeof api_key === "string" ? [[slug, api_key]] : [];
    }),
  );
}

/** Replaces the file in one step; it holds a password and keys, so only its owner may read it. */
export async function writeDemoFile(dataDir: string, demo: Demo): Promise<void> {
  const path = pathIn(dataDir);
  await writeFile(`${path}.new`, `${JSON.stringify(demo, null, 2)}\n`, { mode: 0o600 });
  await rename(`${path}.new`, path);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
