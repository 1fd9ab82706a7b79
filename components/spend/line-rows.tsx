"use client";

import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { Amount } from "@/components/charts/amount";
import { DeltaBadge } from "@/components/charts/delta-badge";
import { moneyFormat, quantityFormat, type ValueFormat } from "@/components/charts/value-format";
import { rateWords } from "@/components/settings/pricing/price-words";
import { lineWords, tierWords } from "@/components/spend/prepare/line-words";
import { type TierPlace, tierPlaces } from "@/components/spend/prepare/price-tiers";
import { TierBar } from "@/components/spend/tier-bar";
import { WIDE } from "@/components/spend/wide";
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
  /** Every tier is shown and cannot be folded, and every quantity is exact. */
  onPaper: boolean;
}

/** A line, and below it a row per tier where its price has several. Printed, all of them are shown. */
export function LineRows({ line, timezone, period, before, onPaper }: LineRowsProps) {
  const [isOpen, setOpen] = useState(onPaper);
  const format = moneyFormat(line.currency);
  const places = tierPlaces(line);
  const { price, unit } = line;
  const reached = places.length > 1 && (
    <TierReached {...{ places, isOpen, onPaper }} label={line.label} onToggle={() => setOpen(!isOpen)} />
  );
  const included = price && price.included !== "0" ? price.included : null;
  return (
    <tbody>
      <TableRow>
        <th scope="row" className="border-b px-3 py-2 text-left font-medium">
          {line.label}
          <span className="block text-xs font-normal text-axis">{lineWords(line, period, timezone)}</span>
          <span className="flex flex-col gap-1 text-xs font-normal sm:hidden print:hidden">
            {phoneWords(line, included)}
            {reached}
          </span>
        </th>
        <QuantityCell value={line.quantity} {...{ unit, onPaper }} />
        <QuantityCell value={included} {...{ unit, onPaper }} />
        <QuantityCell value={line.billable_quantity} {...{ unit, onPaper }} />
        <TableCell className={WIDE}>{reached || "–"}</TableCell>
        <TableCell className="text-right font-medium">{format.cell(line.amount)}</TableCell>
        {before !== undefined && (
          <TableCell className="text-right">{before && <Change {...before} />}</TableCell>
        )}
      </TableRow>
      {price &&
        reached &&
        places.map((place) => (
          <TierRow
            key={place.from}
            {...{ place, price, format, unit, onPaper }}
            compares={before !== undefined}
            className={isOpen ? undefined : "hidden print:table-row"}
          />
        ))}
    </tbody>
  );
}

/** "10K requests, 1K requests included", where there are no columns for it. */
function phoneWords({ unit, quantity }: SpendLineAnswer, included: string | null): string {
  const { compact } = quantityFormat(unit);
  return included === null ? compact(quantity) : `${compact(quantity)}, ${compact(included)} included`;
}

type QuantityCellProps = { value: string | null; unit: string; onPaper: boolean };

/** A quantity; on paper there is no tooltip to look the exact one up. */
function QuantityCell({ value, unit, onPaper }: QuantityCellProps) {
  const format = quantityFormat(unit);
  const words = onPaper ? format.exact(value) : <Amount value={value} format={format} />;
  return (
    <TableCell className={cx("text-right", onPaper && "whitespace-normal", WIDE)}>
      {value === null ? "–" : words}
    </TableCell>
  );
}

function Change({ amount, now, against }: NonNullable<Before>) {
  return <DeltaBadge change={formatChange(now, amount)} against={against} meaning="cost" />;
}

interface TierReachedProps {
  places: readonly TierPlace[];
  label: string;
  isOpen: boolean;
  onPaper: boolean;
  onToggle: () => void;
}

function TierReached({ places, label, isOpen, onPaper, onToggle }: TierReachedProps) {
  const reached = places.findIndex(({ state }) => state === "here") + 1;
  const words = `${reached} of ${places.length}`;
  return (
    <span className="flex min-w-28 flex-col gap-1">
      {onPaper ? (
        <span>
          {words}
          <span className="sm:hidden print:hidden"> tiers</span>
        </span>
      ) : (
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={onToggle}
          className="inline-flex min-h-6 items-center gap-1 self-start rounded text-link pointer-coarse:min-h-11"
        >
          {words}
          <span className="sm:sr-only">tiers</span>
          <span className="sr-only"> of {label}</span>
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
  onPaper: boolean;
  compares: boolean;
  className: string | undefined;
}

function TierRow({ place, price, unit, format, onPaper, compares, className }: TierRowProps) {
  const flat = place.flat === "0" ? "" : ` + ${format.exact(place.flat)}`;
  const rate = `${rateWords(place.rate, price, unit)}${flat}`;
  return (
    <TableRow className={cx("text-axis", className)}>
      <th scope="row" className="h-9 border-b pr-3 pl-8 text-left font-normal">
        {tierWords(place, unit, onPaper)}
        {place.state === "here" && <span className="text-text"> (reached)</span>}
        <span className="block text-xs sm:hidden print:hidden">{rate}</span>
      </th>
      <TableCell colSpan={2} className={cx("text-right", WIDE)}>
        {rate}
      </TableCell>
      <QuantityCell value={place.quantity} {...{ unit, onPaper }} />
      <TableCell className={WIDE} />
      <TableCell className="text-right">{place.amount === null ? "–" : format.cell(place.amount)}</TableCell>
      {compares && <TableCell />}
    </TableRow>
  );
}
