import type { Command } from "commander";
import { getDb } from "@/db/client";
import { deleteOrganizationFromRequest } from "@/lib/services/organizations/delete-organization-from-request";
import { listOrganizationSlugs } from "@/lib/services/organizations/list-organization-slugs";
import { addCommand, type CommonOptions, openContext } from "../command";
import { type ExitCode, UsageError } from "../failure";
import type { Terminal } from "../terminal";

type DeleteOptions = CommonOptions & { confirm?: string };

/** `organizations`: lists and deletes them. */
export function addOrganizations(program: Command, terminal: Terminal, end: (code: ExitCode) => void): void {
  const organizations = program
    .command("organizations")
    .description("the organizations of this installation");
  addCommand(organizations, "list", "their slugs", "refused: all are listed").action(
    async (options: CommonOptions) => end(await list(options, terminal)),
  );
  addCommand(
    organizations,
    "delete",
    "delete one with everything it owns, for good",
    "slug or id of the organization",
  )
    .option("--confirm <slug>", "the slug again: nothing is deleted without")
    .action(async (options: DeleteOptions) => end(await remove(options, terminal)));
}

async function list(options: CommonOptions, terminal: Terminal): Promise<ExitCode> {
  if (options.org !== undefined) throw new UsageError("All organizations are listed: leave --org out.");
  const slugs = await listOrganizationSlugs(await getDb());
  if (options.json) terminal.print(JSON.stringify({ organizations: slugs }));
  else for (const slug of slugs) terminal.print(slug);
  return 0;
}

async function remove(options: DeleteOptions, terminal: Terminal): Promise<ExitCode> {
  if (options.org === undefined) throw new UsageError("Say which organization: --org <slug>.");
  const context = await openContext(options);
  const { slug } = context.tenant;
  if (options.confirm !== slug) throw new UsageError(`This deletes for good: add --confirm ${slug}.`);
  await deleteOrganizationFromRequest(context, { confirm: options.confirm });
  const answer = { organization: slug, organization_id: context.tenantId, deleted: true };
  terminal.print(options.json ? JSON.stringify(answer) : `${slug} is deleted.`);
  return 0;
}
