"use client";

import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { Amount } from "@/components/charts/amount";
import { DeltaBadge } from "@/components/charts/delta-badge";
import { moneyFormat, quantityFormat, type ValueFormat } from "@/components/charts/value-format";
import { rateWords } from "@/components/settings/pricing/price-words";
import { lineWords } from "@/components/spend/prepare/line-words";
import { type TierPlace, tierPlaces } from "@/components/spend/prepare/price-tiers";
import { TierBar } from "@/components/spend/tier-bar";
import { cx } from "@/components/ui/cx";
import { TableCell, TableRow } from "@/components/ui/table";
import type { PriceAnswer } from "@/lib/contracts/price";
import type { SpendLineAnswer } from "@/lib/contracts/spend-lines";
import { formatChange } from "@/lib/format-change";

/** What a key cost in the period that is compared with; null where the row says nothing of it. */
export type Before = { amount: string; now: string; against: string } | null;

export interface LineRowsProps {
  line: SpendLineAnswer;
  timezone: string;
  period: { period_start: string; period_end: string };
  /** Undefined where the table compares nothing. */
  before: Before | undefined;
  /** Every tier is shown, and cannot be folded. */
  unfolded: boolean;
}

/** A line, and below it a row per tier where its price has several. On paper all of them are shown. */
export function LineRows({ line, timezone, period, before, unfolded }: LineRowsProps) {
  const [isOpen, setOpen] = useState(unfolded);
  const format = moneyFormat(line.currency);
  const quantity = quantityFormat(line.unit);
  const places = tierPlaces(line);
  const { price } = line;
  return (
    <tbody>
      <TableRow>
        <th scope="row" className="border-b px-3 py-2 text-left font-medium">
          {line.label}
          <span className="block text-xs font-normal text-axis">{lineWords(line, period, timezone)}</span>
        </th>
        <TableCell className="text-right">
          <Amount value={line.quantity} format={quantity} />
        </TableCell>
        <TableCell className="text-right">
          {price && price.included !== "0" ? <Amount value={price.included} format={quantity} /> : "–"}
        </TableCell>
        <TableCell className="text-right">
          <Amount value={line.billable_quantity} format={quantity} />
        </TableCell>
        <TableCell>
          {places.length > 1 ? (
            <TierReached
              {...{ places, isOpen, unfolded }}
              label={line.label}
              onToggle={() => setOpen(!isOpen)}
            />
          ) : (
            "–"
          )}
        </TableCell>
        <TableCell className="text-right font-medium">{format.cell(line.amount)}</TableCell>
        {before !== undefined && (
          <TableCell className="text-right">{before && <Change {...before} />}</TableCell>
        )}
      </TableRow>
      {price &&
        places.length > 1 &&
        places.map((place) => (
          <TierRow
            key={place.from}
            {...{ place, price, format }}
            unit={line.unit}
            columns={before === undefined ? 6 : 7}
            className={isOpen ? undefined : "hidden print:table-row"}
          />
        ))}
    </tbody>
  );
}

function Change({ amount, now, against }: NonNullable<Before>) {
  return <DeltaBadge change={formatChange(now, amount)} against={against} meaning="cost" />;
}

interface TierReachedProps {
  places: readonly TierPlace[];
  label: string;
  isOpen: boolean;
  unfolded: boolean;
  onToggle: () => void;
}

function TierReached({ places, label, isOpen, unfolded, onToggle }: TierReachedProps) {
  const reached = places.findIndex(({ state }) => state === "here") + 1;
  const words = `${reached} of ${places.length}`;
  return (
    <span className="flex min-w-28 flex-col gap-1">
      {unfolded ? (
        words
      ) : (
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={onToggle}
          className="inline-flex min-h-6 items-center gap-1 self-start rounded text-link pointer-coarse:min-h-11"
        >
          {words}
          <span className="sr-only"> tiers of {label}</span>
          <ChevronDown aria-hidden className={cx("size-4", isOpen && "rotate-180")} />
        </button>
      )}
      <TierBar places={places} />
    </span>
  );
}

interface TierRowProps {
  place: TierPlace;
  price: PriceAnswer;
  unit: string;
  format: ValueFormat;
  columns: number;
  className: string | undefined;
}

function TierRow({ place, price, unit, format, columns, className }: TierRowProps) {
  const quantity = quantityFormat(unit);
  const { from, to, flat, state } = place;
  const range =
    to === null ? `Above ${quantity.compact(from)}` : `${quantity.compact(from)} to ${quantity.compact(to)}`;
  return (
    <TableRow className={cx("text-axis", className)}>
      <th scope="row" className="h-9 border-b pr-3 pl-8 text-left font-normal">
        {range}
        {state === "here" && <span className="text-text"> (reached)</span>}
      </th>
      <TableCell colSpan={2} className="text-right">
        {rateWords(place.rate, price, unit)}
        {flat !== "0" && ` + ${format.exact(flat)}`}
      </TableCell>
      <TableCell className="text-right">
        {place.quantity === null ? "–" : <Amount value={place.quantity} format={quantity} />}
      </TableCell>
      <TableCell />
      <TableCell className="text-right">{place.amount === null ? "–" : format.cell(place.amount)}</TableCell>
      {columns === 7 && <TableCell />}
    </TableRow>
  );
}
