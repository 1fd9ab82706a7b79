"use client";

import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { TableCell, TableRow } from "@/components/ui/table";
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
    <TableRow>
      <th
        scope="row"
        className="h-9 border-b px-3 py-2 text-left align-baseline font-normal whitespace-nowrap"
      >
        {thing.name}
      </th>
      <TableCell className="py-2 align-baseline whitespace-normal">
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
      </TableCell>
      <TableCell className="align-baseline">
        {price && <Badge tone={own ? "accent" : "neutral"}>{own ? "Own price" : planName}</Badge>}
      </TableCell>
      {editable && (
        <TableCell className="align-baseline">
          <div className="flex justify-end gap-1">
            {own && (
              <Button size="sm" variant="ghost" onClick={() => onRemove({ id: own.id, upcoming: false })}>
                End<span className="sr-only"> the own price of {thing.name}</span>
              </Button>
            )}
            <Button size="sm" variant="ghost" onClick={onChange}>
              Change<span className="sr-only"> the price of {thing.name}</span>
            </Button>
          </div>
        </TableCell>
      )}
    </TableRow>
  );
}
