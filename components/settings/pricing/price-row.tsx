"use client";

import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { CardCell, CardRow, CardRowHead } from "@/components/ui/card-table";
import { formatDay } from "@/lib/format-time";
import type { EffectivePrice } from "./effective-prices";
import { priceWords } from "./price-words";
import { dayIn } from "./zone-days";

export type PriceRowProps = {
  row: EffectivePrice;
  planName: string;
  timezone: string;
  editable: boolean;
  onChange: () => void;
  onRemove: (price: { id: string; upcoming: boolean }) => void;
};

/** What one key costs now, whose price that is, and what comes next. */
export function PriceRow({ row, planName, timezone, editable, onChange, onRemove }: PriceRowProps) {
  const { thing, price, own, upcoming } = row;
  return (
    <CardRow className="align-baseline">
      <CardRowHead>{thing.name}</CardRowHead>
      <CardCell label="Price">
        {price ? priceWords(price, thing.unit) : <span className="text-axis">Costs nothing</span>}
        {upcoming.map((next) => (
          <span key={next.id} className="mt-1 block text-xs text-axis">
            From {formatDay(dayIn(next.valid_from, timezone), { year: true })}: {priceWords(next, thing.unit)}{" "}
            {editable && (
              <button
                type="button"
                className="min-h-6 underline"
                onClick={() => onRemove({ id: next.id, upcoming: true })}
              >
                Take back
              </button>
            )}
          </span>
        ))}
      </CardCell>
      <CardCell label="From" place="corner">
        {price && <Badge tone={own ? "accent" : "neutral"}>{own ? "Own price" : planName}</Badge>}
      </CardCell>
      {editable && (
        <CardCell label={null}>
          <div className="flex gap-1 @max-3xl:-ml-2.5 @3xl:justify-end">
            {own && (
              <Button size="sm" variant="ghost" onClick={() => onRemove({ id: own.id, upcoming: false })}>
                End<span className="sr-only"> the own price of {thing.name}</span>
              </Button>
            )}
            <Button size="sm" variant="ghost" onClick={onChange}>
              Change<span className="sr-only"> the price of {thing.name}</span>
            </Button>
          </div>
        </CardCell>
      )}
    </CardRow>
  );
}
