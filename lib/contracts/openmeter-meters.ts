import * as z from "zod";
import { chosenOrganization, utcInstant } from "@/lib/contracts/common";
import { defineEndpoint, type EndpointInput } from "@/lib/contracts/endpoint";
import { eventType, groupBy, meterDescription, meterKey, valueProperty } from "@/lib/contracts/meters";

/** The aggregations as OpenMeter spells them. */
export const OPENMETER_AGGREGATIONS = [
  "SUM",
  "COUNT",
  "AVG",
  "MIN",
  "MAX",
  "UNIQUE_COUNT",
  "LATEST",
] as const;

export const openMeterMeter = z
  .object({
    id: z.string().describe("The slug"),
    slug: z.string(),
    name: z.string(),
    description: z.string().optional(),
    aggregation: z.enum(OPENMETER_AGGREGATIONS),
    eventType: z.string(),
    valueProperty: z.string().optional(),
    groupBy: z.record(z.string(), z.string()),
    createdAt: utcInstant,
    updatedAt: utcInstant,
  })
  .meta({ id: "OpenMeterMeter" });
export type OpenMeterMeter = z.output<typeof openMeterMeter>;

export const openMeterAccess = {
  read: { role: "member", scope: "read" },
  write: { role: "admin", scope: "admin" },
  ingest: { role: "admin", scope: "ingest" },
} as const;
export const openMeterChosen = { organization_id: chosenOrganization };
export const openMeterParams = z.object({
  slug: z.string().max(100).describe("The meter's slug, which is its key").meta({ example: "api" }),
});

export const openMeterMeters = defineEndpoint({
  id: "openMeterListMeters",
  method: "GET",
  path: "/api/v1/meters",
  summary: "All meters",
  access: openMeterAccess.read,
  query: z.strictObject(openMeterChosen),
  response: z.array(openMeterMeter),
});

export const openMeterMeterCreate = defineEndpoint({
  id: "openMeterCreateMeter",
  method: "POST",
  path: "/api/v1/meters",
  summary: "Create a meter",
  description: "`metadata` and fields of later versions are ignored; `eventFrom` is refused.",
  access: openMeterAccess.write,
  query: z.strictObject(openMeterChosen),
  body: z.object({
    slug: meterKey,
    name: z.string().trim().min(1).max(200).optional().describe("The slug unless given"),
    description: meterDescription.nullish(),
    aggregation: z.enum(OPENMETER_AGGREGATIONS),
    eventType,
    valueProperty: valueProperty.optional().describe("Needed unless the aggregation is COUNT"),
    groupBy: groupBy.optional(),
    eventFrom: z.never({ error: "is not supported: earlier events of the type count" }).optional(),
  }),
  response: openMeterMeter,
  status: 201,
});
export type OpenMeterMeterCreateInput = EndpointInput<typeof openMeterMeterCreate>;

export const openMeterMeterFind = defineEndpoint({
  id: "openMeterGetMeter",
  method: "GET",
  path: "/api/v1/meters/{slug}",
  summary: "One meter",
  access: openMeterAccess.read,
  params: openMeterParams,
  query: z.strictObject(openMeterChosen),
  response: openMeterMeter,
});
export type OpenMeterMeterFindInput = EndpointInput<typeof openMeterMeterFind>;
