"use client";

import { type ReactNode, useId, useMemo, useState } from "react";
import { Badge } from "@/components/ui/badge";
import { CardState, type CardStatus } from "@/components/ui/card-state";
import type { ViewScale } from "@/lib/domain/view/view";
import { formatChange } from "@/lib/format-change";
import type { ChartCursor } from "./chart-cursor";
import { ChartFrame } from "./chart-frame";
import { ChartLegend } from "./chart-legend";
import { ChartNotes } from "./chart-notes";
import { ChartSkeleton } from "./chart-skeleton";
import { ChartSurface } from "./chart-surface";
import { DeltaBadge, type DeltaMeaning } from "./delta-badge";
import { EarlierKey } from "./earlier-key";
import { LateTable } from "./late-table";
import { isRunning, runningWords } from "./prepare/bucket-words";
import type { ChartMarks } from "./prepare/chart-marks";
import { chartSummary } from "./prepare/chart-summary";
import { seriesColours } from "./prepare/colours";
import { denseSeries } from "./prepare/dense-series";
import { comparedParts, crowdedNote } from "./prepare/earlier";
import { drawnKind } from "./prepare/plot-rows";
import type { ChartBucket, ChartComparison, ChartKind, ChartSeries, Interval } from "./prepare/types";
import { foldSeries, visibleSeries } from "./prepare/visible-series";
import type { ValueFormat } from "./value-format";

export interface TimeSeriesChartProps {
  title: string;
  format: ValueFormat;
  interval: Interval;
  buckets: readonly ChartBucket[];
  series: readonly ChartSeries[];
  /** The exact sum over all series, from the server; null shows a dash. */
  total: string | null;
  state: CardStatus;
  kind: ChartKind;
  onKindChange: (kind: ChartKind) => void;
  /** Parts of one total on top of each other; never for lines. */
  stacked?: boolean;
  hidden: readonly string[];
  onHiddenChange: (hidden: string[]) => void;
  /** Keys in the order they were first seen: what colours follow from. */
  knownKeys?: readonly string[];
  /** When the numbers were read; tells a running bucket from one the range cuts. */
  asOf?: string | null;
  badge?: ReactNode;
  menu?: ReactNode;
  /** Lines under the legend: what is folded, what is late. */
  notes?: ReactNode;
  /** The earlier range that the series come with; always the same object for the same one. */
  compared?: ChartComparison | null;
  /** What a rise means for the badge at the total. */
  meaning?: DeltaMeaning;
  /** Limits, beginnings and a second line over the picture; always the same object for the same marks. */
  marks?: ChartMarks;
  /** Shared with other charts of the page, so all point at the same bucket. */
  cursor?: ChartCursor;
  onBucketSelect?: (bucket: ChartBucket, seriesKey: string | null) => void;
  onSpanSelect?: ((first: ChartBucket, last: ChartBucket) => void) | undefined;
  showValues?: boolean;
  scale?: ViewScale;
  /** A line at the end of the tooltip, such as "Click for events". */
  hint?: string;
}

const NO_KEYS: readonly string[] = [];
const HEIGHT = "h-60 sm:h-80 min-[120rem]:h-105 4k:h-120";

/** One value over time, split into series: heading, picture or table, legend. */
export function TimeSeriesChart(props: TimeSeriesChartProps) {
  const { title, format, interval, buckets, total, state, kind, onKindChange, hidden, asOf = null } = props;
  const { compared = null } = props;
  const id = useId();
  const [highlighted, setHighlighted] = useState<string | null>(null);
  const folded = useMemo(() => foldSeries(denseSeries(buckets, props.series)), [buckets, props.series]);
  const shown = useMemo(() => visibleSeries(folded, hidden), [folded, hidden]);
  const before = useMemo(() => comparedParts({ folded, shown, compared }), [folded, shown, compared]);
  const colours = useMemo(() => seriesColours(props.knownKeys ?? NO_KEYS, folded), [props.knownKeys, folded]);
  const drawn = drawnKind(kind, buckets.length);
  const summary = useMemo(
    () =>
      chartSummary({
        ...{ title, interval, buckets, series: shown, total, exact: format.exact },
        compared: compared && { words: compared.words, total: before.total },
      }),
    [title, interval, buckets, shown, total, format, compared, before],
  );
  const running = isRunning(buckets, asOf);
  const ready = state.status === "ready";
  return (
    <ChartFrame
      id={id}
      title={title}
      total={ready ? total : null}
      format={format}
      totalNote={ready && running ? "so far" : undefined}
      badge={
        ready && (
          <>
            {compared && total !== null && before.total !== null && (
              <DeltaBadge
                change={formatChange(total, before.total)}
                against={compared.words}
                meaning={props.meaning}
              />
            )}
            {props.badge}
            {running && <Badge>{runningWords(interval)}</Badge>}
          </>
        )
      }
      chartType={{ value: kind, onValueChange: onKindChange, bucketCount: buckets.length }}
      menu={props.menu}
    >
      <div className="px-4 pt-3 pb-3">
        <CardState state={state} subject={title} skeleton={<ChartSkeleton />} className={HEIGHT}>
          {drawn.kind === "table" ? (
            <LateTable
              caption={`${title}, the numbers of the chart`}
              className="h-full overflow-y-auto"
              {...{ interval, buckets, series: shown, together: before.together, format }}
            />
          ) : (
            <ChartSurface
              label={title}
              kind={drawn.kind}
              stacked={props.stacked ?? false}
              series={shown}
              className="h-full"
              marks={props.marks}
              cursor={props.cursor}
              onBucketSelect={props.onBucketSelect}
              onSpanSelect={props.onSpanSelect}
              showValues={props.showValues}
              scale={props.scale}
              hint={props.hint}
              together={before.together}
              {...{ summary, interval, buckets, colours, format, asOf, highlighted }}
            />
          )}
        </CardState>
        <div className="mt-2 flex min-h-7 flex-col gap-1">
          {ready && (folded.length > 1 || hidden.length > 0) && (
            <ChartLegend
              items={folded.map((one) => ({
                key: one.key,
                label: legendLabel(one),
                colour: colours.get(one.key) ?? "",
                total: format.compact(one.total),
              }))}
              hidden={hidden}
              onHiddenChange={props.onHiddenChange}
              onHighlight={setHighlighted}
            />
          )}
          {ready && compared && (
            <EarlierKey
              words={compared.words}
              total={total}
              before={before.total}
              format={format}
              kind={drawn.kind}
              note={crowdedNote(shown.length, drawn.kind, props.stacked ?? false)}
            />
          )}
          {ready && (
            <ChartNotes
              all={folded}
              shown={shown}
              drawn={drawn.note ?? scaleNote(drawn.kind, props.scale)}
              more={props.notes}
            />
          )}
        </div>
      </div>
    </ChartFrame>
  );
}

const scaleNote = (kind: ChartKind, scale: ViewScale = "zero") =>
  kind !== "line" || scale === "zero"
    ? null
    : { fit: "The axis does not begin at zero", log: "Logarithmic axis: zero stands at its foot" }[scale];

const legendLabel = ({ label, memberCount }: ChartSeries) =>
  memberCount ? `${label} (${memberCount})` : label;
