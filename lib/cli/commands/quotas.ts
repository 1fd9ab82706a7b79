import { type Command, Option } from "commander";
import { quotasPut } from "@/lib/contracts/quotas";
import { QUOTA_PERIODS, type QuotaPeriod } from "@/lib/domain/quota/quota";
import { listQuotas } from "@/lib/services/quotas/list-quotas";
import { putQuotas } from "@/lib/services/quotas/put-quotas";
import { addCommand, type CommonOptions, openContext } from "../command";
import { type ExitCode, UsageError } from "../failure";
import { type Terminal, table } from "../terminal";
import { nonEmpty } from "../values";

const ORGANIZATION = "the organization (default: the only one)";

/** `quotas`: lists the limits of an organization, and sets them. */
export function addQuotas(program: Command, terminal: Terminal, end: (code: ExitCode) => void): void {
  const quotas = program.command("quotas").description("limits per meter and period");
  addCommand(quotas, "list", "all quotas, and how usage stands against them", ORGANIZATION).action(
    async (options: CommonOptions) => end(await list(options, terminal)),
  );
  addCommand(quotas, "set", "set the quota of a meter", ORGANIZATION)
    .argument("<meter>", "the meter", nonEmpty)
    .argument("<limit>", "how much may be used, or unlimited", nonEmpty)
    .addOption(
      new Option("--period <period>", "what it is counted over")
        .choices(QUOTA_PERIODS)
        .default("billing_period"),
    )
    .option("--hard", "let usage checks refuse beyond it")
    .action(async (meter: string, limit: string, options: SetOptions) =>
      end(await set(meter, limit, options, terminal)),
    );
}

type SetOptions = CommonOptions & { period: QuotaPeriod; hard?: boolean };
type Listed = Awaited<ReturnType<typeof listQuotas>>;

async function list(options: CommonOptions, terminal: Terminal): Promise<ExitCode> {
  show(await listQuotas(await openContext(options)), options, terminal);
  return 0;
}

async function set(meter: string, limit: string, options: SetOptions, terminal: Terminal): Promise<ExitCode> {
  const { period, hard = false } = options;
  const asked = { usage_type: meter, limit: limit === "unlimited" ? null : limit, period, hard };
  const parsed = quotasPut.body?.safeParse([asked]);
  if (!parsed?.success)
    throw new UsageError(`${limit} is no limit: give a decimal number of 0 or more, or unlimited.`);
  show(await putQuotas(await openContext(options), { body: parsed.data }), options, terminal);
  return 0;
}

function show(listed: Listed, options: CommonOptions, terminal: Terminal): void {
  const header = ["meter", "period", "status", "from", "limit", "used", "unit"];
  const rows = listed.quotas.map(({ usage_type, period, status, source, limit, used, unit }) => [
    ...[usage_type, period, status, source ?? "", limit ?? "", used, unit],
  ]);
  terminal.print(options.json ? JSON.stringify(listed) : table([header, ...rows], 4));
}
