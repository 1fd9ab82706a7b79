import * as z from "zod";
import { chosenOrganization, utcInstant } from "@/lib/contracts/common";
import { defineEndpoint, type EndpointInput, type EndpointResponse } from "@/lib/contracts/endpoint";

const loadedFile = z
  .object({
    file: z.string(),
    kind: z.string(),
    shift_weeks: z.int().describe("By how many weeks the dates of the file were moved"),
    read: z.int(),
    accepted: z.int(),
    skipped: z.int(),
    rejected: z.int(),
    events: z.int().describe("Stored events"),
    finished_at: utcInstant,
  })
  .meta({ id: "Import" });

export const imports = defineEndpoint({
  id: "listImports",
  method: "GET",
  path: "/api/billing/imports",
  summary: "The files that were loaded, and how their dates were moved",
  access: { role: "member", scope: "read" },
  query: z.strictObject({ organization_id: chosenOrganization }),
  response: z.object({ imports: z.array(loadedFile) }),
});

export type ImportsQuery = EndpointInput<typeof imports>;
export type Imports = EndpointResponse<typeof imports>;
