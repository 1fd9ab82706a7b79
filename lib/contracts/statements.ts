import * as z from "zod";
import { chosenOrganization, decimal, utcInstant } from "@/lib/contracts/common";
import { defineEndpoint, type EndpointInput, type EndpointResponse } from "@/lib/contracts/endpoint";
import { pageParameters, pagination } from "@/lib/contracts/pages";
import { spendBill, spendLine } from "@/lib/contracts/spend-lines";
import { MONEY_ACCESS } from "@/lib/contracts/spend-series";

const head = {
  id: z.string().describe("The number as text"),
  number: z.int().describe("Counted per organization, from 1 and without gaps"),
  reference: z.string().describe("The organization's slug and the number"),
  period_start: utcInstant,
  period_end: utcInstant,
  closed_at: utcInstant,
  currency: z.string(),
  total: decimal,
};

export const statements = defineEndpoint({
  id: "listStatements",
  method: "GET",
  path: "/api/billing/statements",
  summary: "Closed billing periods, the latest first",
  description:
    "A period is closed some days after its end, numbered, and never changed. Events that come later for it become a correction line in the period in which they are noticed.",
  access: MONEY_ACCESS,
  query: z.strictObject({ ...pageParameters("Statements"), organization_id: chosenOrganization }),
  response: z.object({ statements: z.array(z.object(head).meta({ id: "StatementHead" })), pagination }),
});
export type StatementsQuery = EndpointInput<typeof statements>;
export type Statements = EndpointResponse<typeof statements>;

/** What is stored of a closed period, for good. */
export const statementBill = spendBill.extend({
  organization: z.object({
    name: z.string(),
    slug: z.string(),
    customer_id: z.string().nullable(),
    timezone: z.string(),
  }),
});

const neighbour = z.object({ id: z.string(), reference: z.string() }).nullable();

export const statementFind = defineEndpoint({
  id: "getStatement",
  method: "GET",
  path: "/api/billing/statements/{id}",
  summary: "One statement, as it was when its period was closed",
  access: MONEY_ACCESS,
  params: z.object({ id: z.string().max(20).describe("The statement's number").meta({ example: "1" }) }),
  query: z.strictObject({ organization_id: chosenOrganization }),
  response: statementBill
    .extend({
      ...head,
      previous: neighbour.describe("The statement before; null where this is the first"),
      next: neighbour.describe("The statement after; null where this is the latest"),
      corrections: z
        .array(spendLine.extend({ noticed_at: utcInstant }))
        .describe("What came for the period afterwards, billed in the periods in which it was noticed"),
    })
    .meta({ id: "Statement" }),
});
export type StatementFindInput = EndpointInput<typeof statementFind>;
export type Statement = EndpointResponse<typeof statementFind>;
