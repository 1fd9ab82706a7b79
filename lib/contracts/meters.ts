import * as z from "zod";
import { shownName } from "@/lib/contracts/account-fields";
import { chosenOrganization, percentage, utcInstant } from "@/lib/contracts/common";
import { defineEndpoint, type EndpointInput, type EndpointResponse } from "@/lib/contracts/endpoint";
import { pageParameters, pagination } from "@/lib/contracts/pages";
import { isStorable } from "@/lib/domain/canonical-json";
import { AGGREGATIONS, METER_KEY_PATTERN } from "@/lib/domain/meters";
import { VALUE_PROPERTY_PATTERN } from "@/lib/domain/value-property";

const storable = (text: string) => isStorable(text);
const notStorable = "must not hold zero bytes or halves of characters";

export const meterKey = z
  .string()
  .regex(METER_KEY_PATTERN, "must begin with a letter and hold only a-z, 0-9 and _")
  .meta({ example: "llm_tokens" });
export const eventType = z
  .string()
  .min(1)
  .max(256)
  .refine(storable, notStorable)
  .meta({ example: "llm.call" });
export const valueProperty = z
  .string()
  .max(900)
  .regex(VALUE_PROPERTY_PATTERN, "must name a property such as $.tokens")
  .meta({ example: "$.tokens" });
/** At most twenty names, each with the place of its value. */
export const groupBy = z
  .record(z.string().max(64), valueProperty)
  .refine((names) => Object.keys(names).length <= 20, "must not hold more than 20 names")
  .meta({ example: { model: "$.model" } });
export const meterDescription = z.string().max(1024).refine(storable, notStorable);

const definition = {
  aggregation: z.enum(AGGREGATIONS),
  event_type: eventType.describe("The type of the events it measures"),
  value_property: valueProperty.nullable().describe("Where in `data` the value stands; null for counts"),
  group_by: groupBy.describe("Its own dimensions, each with the place in `data` where the value stands"),
};

export const meter = z
  .object({
    key: z.string(),
    display_name: z.string(),
    unit: z.string(),
    description: z.string().nullable(),
    ...definition,
    backfill: z
      .object({ percentage })
      .nullable()
      .describe("While older events are being counted: the meter is fed, and can be read when this is null"),
    built_in: z.boolean().describe("Every organization has it, and it never goes"),
    created_at: utcInstant,
  })
  .meta({ id: "Meter" });
export type MeterAnswer = z.output<typeof meter>;

const read = { role: "member", scope: "read" } as const;
const write = { role: "admin", scope: "admin" } as const;
const chosen = { organization_id: chosenOrganization };
const params = z.object({ key: z.string().max(100).describe("The meter's key").meta({ example: "api" }) });

export const meters = defineEndpoint({
  id: "listMeters",
  method: "GET",
  path: "/api/billing/meters",
  summary: "The meters, the built-in ones among them",
  access: read,
  query: z.strictObject({
    ...pageParameters("Meters", 200),
    ...chosen,
  }),
  response: z.object({
    meters: z.array(meter),
    pagination,
  }),
});
export type MetersQuery = EndpointInput<typeof meters>;
export type Meters = EndpointResponse<typeof meters>;

export const meterCreate = defineEndpoint({
  id: "createMeter",
  method: "POST",
  path: "/api/billing/meters",
  summary: "Create a meter",
  description:
    "It counts the events that come, and those of its type that came before. Sums and counts live in rollups from the start; where older events are many, `backfill` tells how far they are counted, and the meter can be read when it is null; the other aggregations are answered from events.",
  access: write,
  query: z.strictObject(chosen),
  body: z.strictObject({
    key: meterKey,
    display_name: shownName.optional().describe("The key unless given"),
    unit: shownName.optional().describe("`unit` unless given").meta({ example: "token" }),
    description: meterDescription.nullish(),
    aggregation: definition.aggregation.optional().describe("sum unless given"),
    event_type: eventType.optional().describe("`usage` unless given: generic events, which name their meter"),
    value_property: valueProperty.nullish().describe("`$.quantity` of generic events unless given"),
    group_by: groupBy.optional(),
  }),
  response: meter.extend({
    uncounted: z
      .array(z.object({ from: utcInstant, to: utcInstant, reason: z.enum(["archive", "retention"]) }))
      .describe(
        "Times that hold events of its type which are archived or deleted, so that it could not count them",
      ),
  }),
  status: 201,
});
export type MeterCreateInput = EndpointInput<typeof meterCreate>;
export type MeterCreated = EndpointResponse<typeof meterCreate>;

export const meterFind = defineEndpoint({
  id: "getMeter",
  method: "GET",
  path: "/api/billing/meters/{key}",
  summary: "One meter",
  access: read,
  params,
  query: z.strictObject(chosen),
  response: meter,
});
export type MeterFindInput = EndpointInput<typeof meterFind>;

export const meterChange = defineEndpoint({
  id: "changeMeter",
  method: "PATCH",
  path: "/api/billing/meters/{key}",
  summary: "Rename a meter or its unit",
  description:
    "What a meter measures never changes, since that would change history: another definition is a 409, make a new meter.",
  access: write,
  params,
  query: z.strictObject(chosen),
  body: z.strictObject({
    display_name: shownName.optional(),
    unit: shownName.optional().meta({ example: "token" }),
    description: meterDescription.nullish(),
    key: z.string().optional().describe("As it is; another one is refused"),
    aggregation: definition.aggregation.optional().describe("As it is; another one is refused"),
    event_type: z.string().optional().describe("As it is; another one is refused"),
    value_property: z.string().nullish().describe("As it is; another one is refused"),
    group_by: z.record(z.string(), z.string()).optional().describe("As it is; other names are refused"),
  }),
  response: meter,
});
export type MeterChangeInput = EndpointInput<typeof meterChange>;

export const meterDelete = defineEndpoint({
  id: "deleteMeter",
  method: "DELETE",
  path: "/api/billing/meters/{key}",
  summary: "Delete a meter that has no events",
  access: write,
  params,
  query: z.strictObject(chosen),
  response: z.undefined(),
  status: 204,
});
export type MeterDeleteInput = EndpointInput<typeof meterDelete>;
