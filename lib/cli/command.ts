import type { Command } from "commander";
import { getDb } from "@/db/client";
import type { Context } from "@/db/context";
import { systemContext } from "@/lib/auth/tenant";
import { listOrganizationSlugs } from "@/lib/services/organizations/list-organization-slugs";
import { UsageError } from "./failure";
import { nonEmpty } from "./values";

export type CommonOptions = { org?: string; json?: boolean };

/** A command with the options that every command has. */
export function addCommand(program: Command, name: string, summary: string, ofOrganization: string): Command {
  return program
    .command(name)
    .description(summary)
    .option("--org <organization>", ofOrganization, nonEmpty)
    .option("--json", "answer with one JSON object on standard output");
}

/** The organization a command works on: the named one, else the only one there is. */
export async function openContext({ org }: CommonOptions): Promise<Context> {
  const db = await getDb();
  if (org !== undefined) return systemContext(db, org);
  const slugs = await listOrganizationSlugs(db);
  const [only] = slugs;
  if (only === undefined)
    throw new UsageError("There is no organization yet. Run npm run demo, or make one first.");
  if (slugs.length > 1)
    throw new UsageError(`Say which organization: --org ${slugs.slice(0, 10).join(", ")}.`);
  return systemContext(db, only);
}

/** The named organization, else all of them. */
export async function openContexts(options: CommonOptions): Promise<Context[]> {
  if (options.org !== undefined) return [await openContext(options)];
  const db = await getDb();
  const contexts = [];
  for (const slug of await listOrganizationSlugs(db)) contexts.push(await systemContext(db, slug));
  return contexts;
}
