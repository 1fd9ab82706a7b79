import type { CellKind } from "./csv-cells";
import type { ExportColumn } from "./export-table";

/**
 * A charge as FOCUS 1.2 tells it: all columns that the specification demands without condition, the recommended ones,
 * and of the conditional ones those that apply here. What has no value is null.
 */
export type FocusRow = Record<(typeof FOCUS_COLUMNS)[number]["name"], string | null>;

const column = <Name extends string>(name: Name, kind: CellKind = "text") => ({ name, kind });

export const FOCUS_COLUMNS = [
  column("BilledCost", "number"),
  column("BillingAccountId"),
  column("BillingAccountName"),
  column("BillingAccountType"),
  column("BillingCurrency"),
  column("BillingPeriodEnd", "instant"),
  column("BillingPeriodStart", "instant"),
  column("ChargeCategory"),
  column("ChargeClass"),
  column("ChargeDescription"),
  column("ChargeFrequency"),
  column("ChargePeriodEnd", "instant"),
  column("ChargePeriodStart", "instant"),
  column("ConsumedQuantity", "number"),
  column("ConsumedUnit"),
  column("ContractedCost", "number"),
  column("ContractedUnitPrice", "number"),
  column("EffectiveCost", "number"),
  column("InvoiceId"),
  column("InvoiceIssuerName"),
  column("ListCost", "number"),
  column("ListUnitPrice", "number"),
  column("PricingCategory"),
  column("PricingQuantity", "number"),
  column("PricingUnit"),
  column("ProviderName"),
  column("PublisherName"),
  column("ServiceCategory"),
  column("ServiceName"),
  column("ServiceSubcategory"),
  column("SkuId"),
  column("SkuMeter"),
  column("SkuPriceId"),
] as const satisfies readonly ExportColumn[];

/** The closed list of FOCUS, as far as the built-in meters need it, with a subcategory of each. */
const SERVICES: Readonly<Record<string, readonly [category: string, subcategory: string]>> = {
  api: ["Integration", "API Management"],
  bandwidth: ["Networking", "Other (Networking)"],
  file_uploads: ["Storage", "Object Storage"],
  storage: ["Storage", "Object Storage"],
  storage_hours: ["Storage", "Object Storage"],
  compute: ["Compute", "Other (Compute)"],
  functions: ["Compute", "Serverless Compute"],
  database: ["Databases", "Other (Databases)"],
  ai_tokens: ["AI and Machine Learning", "Generative AI"],
  credits: ["AI and Machine Learning", "Generative AI"],
};

/** The service category and subcategory of a meter; one of an organization's own is Other. */
export function focusService(usageType: string): readonly [category: string, subcategory: string] {
  return SERVICES[usageType] ?? ["Other", "Other (Other)"];
}

/** An instant as FOCUS spells it: UTC, to the second. */
export function focusInstant(instant: string): string {
  return instant.replace(/\.\d{3}Z$/, "Z");
}
