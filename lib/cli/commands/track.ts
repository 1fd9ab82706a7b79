import { randomUUID } from "node:crypto";
import { type Command, InvalidArgumentError } from "commander";
import { trackedEvent } from "@/lib/domain/track-event";
import { recordEvents } from "@/lib/services/events/record-events";
import { listMeters } from "@/lib/services/meters/list-meters";
import { checkAlertsAfter } from "../check-alerts-after";
import { addCommand, type CommonOptions, openContext } from "../command";
import type { ExitCode } from "../failure";
import type { Terminal } from "../terminal";
import { decimal, instant, nonEmpty } from "../values";

type Properties = Record<string, unknown>;
type Options = CommonOptions & {
  subject?: string;
  team?: string;
  provider?: string;
  time?: string;
  properties?: Properties;
  id?: string;
};

/** Fields of `data` that have an argument or option of their own. */
const GIVEN_OTHERWISE = ["usage_type", "quantity", "team_id", "provider"];
const NOTES = `
Without --id every run counts. With it the same id counts once, so that a run that failed can be repeated;
give --time too then, for the time is a part of what must be the same.`;

/** `track METER QUANTITY`: records one event. */
export function addTrack(program: Command, terminal: Terminal, end: (code: ExitCode) => void): void {
  addCommand(program, "track", "record one event of a meter", "slug or id of the organization")
    .argument("<meter>", "key of the meter, such as ai_tokens", nonEmpty)
    .argument("<quantity>", "decimal number in the meter's unit; may be negative", decimal)
    .option("--subject <subject>", "the end customer or user that caused it", nonEmpty)
    .option("--team <team>", "team", nonEmpty)
    .option("--provider <provider>", "provider", nonEmpty)
    .option("--time <instant>", "when it happened, with its offset (default: now)", instant)
    .option("--properties <json>", "a JSON object that is kept with the event", properties)
    .option("--id <id>", "id of the event (default: a new one)", nonEmpty)
    .addHelpText("after", NOTES)
    .action(async (meter: string, quantity: string, options: Options) =>
      end(await track(meter, quantity, options, terminal)),
    );
}

async function track(
  meter: string,
  quantity: string,
  options: Options,
  terminal: Terminal,
): Promise<ExitCode> {
  const context = await openContext(options);
  const { team, provider, properties = {} } = options;
  const known = (await listMeters(context)).find(({ key }) => key === meter);
  const { type, data } = trackedEvent(known, { key: meter, quantity, properties });
  const event = {
    id: options.id ?? randomUUID(),
    source: "usage-track",
    type,
    subject: options.subject,
    time: options.time ?? context.now.toISOString(),
    data: { ...data, team_id: team, provider },
  };
  const record = () => recordEvents(context, [event], { verbose: true });
  const { results } = await checkAlertsAfter(context, record);
  const [result] = results;
  if (!result) throw new Error("Nothing was answered about the event.");
  const { index: _, ...told } = result;
  const recorded = result.status === "accepted" || result.status === "duplicate";
  if (options.json) terminal.print(JSON.stringify({ organization_id: context.tenantId, ...told }));
  else if (recorded) terminal.print(`${result.status} ${result.event_id}`);
  if (!recorded) terminal.note([result.status, result.code, result.detail].filter(Boolean).join(": "));
  return recorded ? 0 : 1;
}

function properties(text: string): Properties {
  const found = readObject(text);
  if (!found) throw new InvalidArgumentError(`It must be a JSON object such as {"model":"small"}.`);
  const taken = GIVEN_OTHERWISE.find((name) => name in found);
  if (taken) throw new InvalidArgumentError(`It must not hold ${taken}, which is given otherwise.`);
  return found;
}

function readObject(text: string): Properties | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
