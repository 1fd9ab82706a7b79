import "server-only";
import type { SpendBill, SpendLineAnswer } from "@/lib/contracts/spend-lines";
import { divideDecimals, subtractDecimals } from "@/lib/domain/decimal";
import { type FocusRow, focusInstant, focusService } from "@/lib/domain/export/focus";
import { PLAN_FEE_KEY } from "@/lib/domain/spend/priced-keys";
import type { Tenant } from "@/lib/domain/viewer";

const ISSUER = "Meterline";

type Block = Pick<SpendBill, "lines" | "minimum_adjustment" | "maximum_adjustment" | "applied" | "currency">;
export type FocusBill = Pick<SpendBill, "period_start" | "period_end" | "statement"> & { block: Block };

/**
 * The charges of a period in one currency: a row per tier, corrections, and what minimum, maximum, discounts and credits
 * change. Their billed costs add up to the period's total.
 */
export function focusRows(tenant: Tenant, bill: FocusBill): FocusRow[] {
  const { block } = bill;
  const common = commonFields(tenant, bill);
  const adjusted = (amount: string, category: string, text: string): FocusRow[] =>
    amount === "0" ? [] : [{ ...common, ...charge(amount, category, text) }];
  return [
    ...block.lines.flatMap((line) => lineRows(line, common)),
    ...adjusted(block.minimum_adjustment, "Adjustment", "Up to the minimum of the period"),
    ...adjusted(block.maximum_adjustment, "Adjustment", "Down to the maximum of the period"),
    ...block.applied.flatMap(({ kind, amount, reason }) =>
      adjusted(subtractDecimals("0", amount), kind === "credit" ? "Credit" : "Adjustment", reason),
    ),
  ];
}

function commonFields(tenant: Tenant, { block, ...bill }: FocusBill): FocusRow {
  const start = focusInstant(bill.period_start);
  const end = focusInstant(bill.period_end);
  const number = bill.statement === null ? null : String(bill.statement).padStart(4, "0");
  return {
    ...charge("0", "Adjustment", ""),
    BillingAccountId: tenant.id,
    BillingAccountName: tenant.name,
    BillingAccountType: "Organization",
    BillingCurrency: block.currency,
    BillingPeriodStart: start,
    BillingPeriodEnd: end,
    ChargePeriodStart: start,
    ChargePeriodEnd: end,
    InvoiceId: number && `${tenant.slug}-${number}`,
  };
}

/** A charge by its amount alone, with what is the same for every charge and null for the rest. */
function charge(amount: string, category: string, description: string): FocusRow {
  return {
    ...{ BillingAccountId: null, BillingAccountName: null, BillingAccountType: null, BillingCurrency: null },
    ...{ BillingPeriodStart: null, BillingPeriodEnd: null, ChargePeriodStart: null, ChargePeriodEnd: null },
    ...{ BilledCost: amount, EffectiveCost: amount, ListCost: amount, ContractedCost: amount },
    ...{ ChargeCategory: category, ChargeClass: null, ChargeDescription: description },
    ...{ ChargeFrequency: "One-Time", ConsumedQuantity: null, ConsumedUnit: null, InvoiceId: null },
    ...{ ListUnitPrice: null, ContractedUnitPrice: null, PricingCategory: null, PricingQuantity: null },
    ...{ PricingUnit: null, InvoiceIssuerName: ISSUER, ProviderName: ISSUER, PublisherName: ISSUER },
    ...{ ServiceCategory: "Other", ServiceSubcategory: "Other (Other)", ServiceName: ISSUER },
    ...{ SkuId: null, SkuMeter: null, SkuPriceId: null },
  };
}

/** The fields in which the charges of a line differ from an adjustment. */
function lineFields(line: SpendLineAnswer, amount: string): Partial<FocusRow> {
  const [ServiceCategory, ServiceSubcategory] = focusService(line.usage_type);
  const fixed = line.usage_type === PLAN_FEE_KEY || line.price?.model === "flat";
  const { BilledCost, EffectiveCost, ListCost, ContractedCost } = charge(amount, "", "");
  return {
    ...{ BilledCost, EffectiveCost, ListCost, ContractedCost, ServiceCategory, ServiceSubcategory },
    ChargeCategory: fixed ? "Purchase" : "Usage",
    ChargeClass: line.kind === "correction" ? "Correction" : null,
    ChargeFrequency: fixed ? "Recurring" : "Usage-Based",
    ChargePeriodStart: focusInstant(line.segment_start),
    ChargePeriodEnd: focusInstant(line.segment_end),
    ServiceName: line.label,
    SkuId: line.usage_type,
    SkuMeter: line.label,
  };
}

function lineRows(line: SpendLineAnswer, common: FocusRow): FocusRow[] {
  if (line.kind === "correction" || line.tiers.length === 0) {
    const corrects = line.corrects && `Correction of statement ${line.corrects.statement}: ${line.label}`;
    const fields = { ...lineFields(line, line.amount), ChargeDescription: corrects ?? line.label };
    return [{ ...common, ...fields, ...quantities(line, line.quantity) }];
  }
  return line.tiers.map((tier) => {
    const range = line.tiers.length === 1 ? "" : `, ${tier.from} to ${tier.to ?? "unlimited"}`;
    const price = divideDecimals(tier.unit_amount, line.price?.per ?? "1");
    return {
      ...common,
      ...lineFields(line, tier.amount),
      ...quantities(line, tier.quantity),
      ChargeDescription: `${line.label}${range}`,
      ...{ ListUnitPrice: price, ContractedUnitPrice: price, PricingCategory: "Standard" },
      SkuPriceId: `${line.usage_type}-${line.price?.valid_from ?? ""}-${tier.from}`,
    };
  });
}

/** A purchase consumes nothing. */
function quantities(line: SpendLineAnswer, quantity: string): Partial<FocusRow> {
  const usage = lineFields(line, "0").ChargeCategory === "Usage";
  const correction = line.kind === "correction";
  return {
    ConsumedQuantity: usage ? quantity : null,
    ConsumedUnit: usage ? line.unit : null,
    PricingQuantity: correction ? null : quantity,
    PricingUnit: correction ? null : line.unit,
  };
}
