"use client";

import { skipToken, useQuery } from "@tanstack/react-query";
import Big from "big.js";
import { type PriceAnswer, price as priceSchema } from "@/lib/contracts/price";
import type { NewPriceBody } from "@/lib/contracts/prices";
import { formatQuantity } from "@/lib/format";
import { formatMoney } from "@/lib/format-money";
import { formatDayRange } from "@/lib/format-time";
import { spendEstimateQuery } from "@/lib/queries/pricing";
import type { PricedThing } from "./price-words";
import { useSettled } from "./use-settled";

const TYPING_MS = 400;

export type PreviewDays = { start_date: string; end_date: string };

type PricePreviewProps = {
  /** The price as it is typed; null while it means nothing. */
  price: NewPriceBody | null;
  /** What holds now; null where nothing is charged. */
  before: PriceAnswer | null;
  thing: PricedThing | undefined;
  /** The last billing period that ended. */
  days: PreviewDays;
};

/** What the last billing period would have cost under a price that is not saved yet. */
export function PricePreview({ price, before, thing, days }: PricePreviewProps) {
  const settled = useSettled(price, TYPING_MS);
  const next = useEstimate(settled, days);
  const now = useEstimate(before === null ? null : priceSchema.parse(before), days);
  const answer = next.data;
  return (
    <section aria-labelledby="price-preview" className="rounded-md border bg-subtle p-3 text-sm">
      <h3 id="price-preview" className="font-medium">
        Last billing period, {formatDayRange(days.start_date, days.end_date, { year: true })}
      </h3>
      <div aria-live="polite" aria-busy={next.isFetching || undefined}>
        {price === null && <p className="text-axis">Shown as soon as the price is complete.</p>}
        {price !== null && next.isError && <p className="text-critical">It could not be computed.</p>}
        {price !== null && answer && thing && (
          <dl className="mt-1 grid grid-cols-[max-content_1fr] gap-x-6 tabular-nums">
            <dt className="text-axis">Usage</dt>
            <dd>{formatQuantity(answer.lines[0]?.quantity ?? "0", thing.unit, "exact")}</dd>
            <dt className="text-axis">Now</dt>
            <dd>{before === null ? "Nothing" : formatMoney(now.data?.total, before.currency, "table")}</dd>
            <dt className="text-axis">With this price</dt>
            <dd>
              {formatMoney(answer.total, answer.currency, "table")}
              {difference(answer, before, now.data?.total)}
            </dd>
          </dl>
        )}
      </div>
    </section>
  );
}

function useEstimate(price: NewPriceBody | null, days: PreviewDays) {
  const options = spendEstimateQuery({ prices: price === null ? [] : [price], ...days });
  return useQuery({ ...options, queryFn: price === null ? skipToken : options.queryFn });
}

type Total = { total: string; currency: string };

function difference(next: Total, before: PriceAnswer | null, now: string | undefined): string {
  if (before === null || now === undefined || before.currency !== next.currency) return "";
  const change = new Big(next.total).minus(now);
  if (change.eq(0)) return ", the same";
  const amount = formatMoney(change.abs().toFixed(), next.currency, "table");
  return change.gt(0) ? `, ${amount} more` : `, ${amount} less`;
}
