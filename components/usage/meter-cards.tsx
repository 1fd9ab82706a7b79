"use client";

import { type ReactNode, useMemo, useState } from "react";
import { Amount } from "@/components/charts/amount";
import { DeltaBadge } from "@/components/charts/delta-badge";
import { Sparkline } from "@/components/charts/sparkline";
import { quantityFormat } from "@/components/charts/value-format";
import { useView } from "@/components/filters/view-context";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CardState } from "@/components/ui/card-state";
import { Radio, RadioGroup } from "@/components/ui/radio-group";
import { Skeleton } from "@/components/ui/skeleton";
import { cardStatus } from "@/components/usage/card-status";
import { ALL_METERS, chosenMeter } from "@/components/usage/prepare/chosen-meter";
import { comparedWords } from "@/components/usage/prepare/earlier-usage";
import { type MeterCard, meterCards } from "@/components/usage/prepare/meter-cards";
import { QuotaLine } from "@/components/usage/quota-line";
import { isNarrowed } from "@/lib/domain/view/view";
import { formatQuantityValue, formatUnit, type Numeric } from "@/lib/format";
import { useUsageSeries } from "@/lib/queries/usage-series";
import { useUsageTotals } from "@/lib/queries/usage-totals";
import { overviewQuery, viewTotalsQuery } from "@/lib/queries/view-queries";

const FEW = 6;
const GRID = "grid grid-cols-2 gap-2 sm:grid-cols-[repeat(auto-fill,minmax(10rem,1fr))] sm:gap-3";

/** One card per meter of the organization; choosing one shows only that meter below. */
export function MeterCards() {
  const { resolved, organization, view, change } = useView();
  const totals = useUsageTotals(viewTotalsQuery(resolved, organization.id));
  const overview = useUsageSeries(overviewQuery(resolved));
  const [unfolded, setUnfolded] = useState(false);
  const cards = useMemo(
    () => meterCards(totals.data ?? [], overview.data?.results ?? []),
    [totals.data, overview.data],
  );
  const against = overview.data ? comparedWords(overview.data.meta) : null;
  const chosen = chosenMeter(view.type);
  const shown = unfolded ? cards : cards.filter((card, index) => index < FEW || card.meter === chosen);
  const choose = (meter: string) =>
    change({ type: meter === ALL_METERS ? null : { include: [meter], exclude: [] }, hidden: null });
  return (
    <section aria-label="Meters" className="relative">
      <CardState
        state={cardStatus(totals)}
        subject="meters"
        skeleton={<CardsSkeleton />}
        className="min-h-24"
      >
        <RadioGroup
          aria-label="Meter"
          value={chosen}
          onValueChange={choose}
          values={[ALL_METERS, ...shown.map(({ meter }) => meter)]}
          className={GRID}
        >
          <Choice value={ALL_METERS}>
            <span className="text-sm font-medium">All meters</span>
            <span className="text-xl font-semibold">{cards.length}</span>
            <span className="text-xs text-axis">with usage</span>
          </Choice>
          {shown.map((card) => (
            <MeterChoice key={card.meter} card={card} against={against} />
          ))}
        </RadioGroup>
        {cards.length > FEW && (
          <Button variant="ghost" size="sm" className="mt-1" onClick={() => setUnfolded(!unfolded)}>
            {unfolded ? "Show fewer meters" : `Show all ${cards.length} meters`}
          </Button>
        )}
        {isNarrowed(resolved) && (
          <p className="mt-1 text-xs text-axis">
            These totals are the organization’s; the filters narrow what is below.
          </p>
        )}
      </CardState>
    </section>
  );
}

function MeterChoice({ card, against }: { card: MeterCard; against: string | null }) {
  const { meter, name, unit, total, values, change } = card;
  return (
    <Choice value={meter}>
      <span className="w-full truncate text-sm font-medium">{name}</span>
      <span className="flex w-full flex-wrap items-center justify-between gap-x-2">
        <span className="text-xl font-semibold tracking-tight">
          <Amount value={total} format={cardFormat(unit)} />
        </span>
        {change && against !== null && <DeltaBadge change={change} against={against} />}
      </span>
      <span className="h-4 text-xs text-axis">
        {SPEAKING_UNITS.includes(unit) ? "" : formatUnit(unit, total)}
      </span>
      <span className="mt-auto block h-6 w-full overflow-hidden">
        <Sparkline values={values} width={120} label={`${name} over time`} />
      </span>
      <QuotaLine meter={meter} />
    </Choice>
  );
}

/** Units that their amounts name already: 2.75 GB, 3 min. */
const SPEAKING_UNITS = ["byte", "second"];

/** The unit stands below the amount, so that long ones fit. */
const cardFormat = (unit: string) => ({
  ...quantityFormat(unit),
  compact: (value: Numeric) => formatQuantityValue(value, unit),
});

function Choice({ value, children }: { value: string; children: ReactNode }) {
  return (
    <Radio
      value={value}
      className="flex min-h-24 min-w-0 flex-col items-start gap-0.5 rounded-lg border bg-card p-3 text-left hover:bg-subtle data-[state=checked]:border-link data-[state=checked]:bg-selected data-[state=checked]:shadow-[inset_0_0_0_1px_var(--link)]"
    >
      {children}
    </Radio>
  );
}

const PLACES = ["a", "b", "c", "d", "e"];

export function CardsSkeleton() {
  return (
    <div className={GRID}>
      {PLACES.map((place) => (
        <Card key={place} className="flex min-h-24 flex-col gap-2 p-3">
          <Skeleton className="h-4 w-24" />
          <Skeleton className="h-6 w-16" />
          <Skeleton className="h-5 w-full" />
        </Card>
      ))}
    </div>
  );
}
