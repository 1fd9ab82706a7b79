import * as z from "zod";
import { chosenOrganization } from "@/lib/contracts/common";
import { defineEndpoint } from "@/lib/contracts/endpoint";

export const graphQl = defineEndpoint({
  id: "graphql",
  method: "POST",
  path: "/api/graphql",
  summary: "The read side as GraphQL",
  description:
    "Fields, arguments and types are those of the endpoints here: usage, spend, totals, granular, requests, events, event, trace, quotas. " +
    "Errors of a field carry its code and status in extensions. A query may be 10 deep, and have 10 fields at the root and 1,000 in all.",
  access: { role: "member", scope: "read" },
  query: z.strictObject({ organization_id: chosenOrganization }),
  body: z.strictObject({
    query: z.string().min(1).max(100_000).meta({
      example: '{ usage(start_date: "2026-11-01", usage_types: ["api"]) { results { label total } } }',
    }),
    operationName: z.string().nullish(),
    variables: z.record(z.string(), z.unknown()).nullish(),
    extensions: z.record(z.string(), z.unknown()).nullish(),
  }),
  response: z.object({
    data: z.record(z.string(), z.unknown()).nullish(),
    errors: z.array(z.record(z.string(), z.unknown())).optional(),
  }),
});
