"use client";

import { type ReactNode, useRef } from "react";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import { Amount } from "./amount";
import { ChartTypeRadio, type ChartTypeRadioProps } from "./chart-type-radio";
import { FigureContext } from "./figure-context";
import type { ValueFormat } from "./value-format";

export interface ChartFrameProps {
  id: string;
  title: string;
  /** The total, large; null where there is none to add up. */
  total?: string | null;
  format: ValueFormat;
  /** Words after the total: "so far", "of visible". */
  totalNote?: string;
  /** A delta, a partial note. */
  badge?: ReactNode;
  /** Left out, the kind is fixed. */
  chartType?: ChartTypeRadioProps;
  /** The buttons at the right. */
  menu?: ReactNode;
  children: ReactNode;
}

/** Title, total and controls around a picture, as one figure. */
export function ChartFrame(props: ChartFrameProps) {
  const { id, title, total, format, totalNote, badge, chartType, menu, children } = props;
  const figure = useRef<HTMLElement>(null);
  return (
    <Card aria-labelledby={`${id}-title`}>
      <figure ref={figure} aria-labelledby={`${id}-title`} className="m-0">
        <CardHeader>
          <figcaption className="min-w-0 flex-1 basis-48">
            <CardTitle id={`${id}-title`}>{title}</CardTitle>
            {total !== undefined && (
              <p className="mt-0.5 flex flex-wrap items-center gap-x-2 gap-y-1">
                <span className="text-2xl font-semibold tracking-tight">
                  <Amount value={total} format={format} />
                </span>
                {totalNote && <span className="text-sm text-axis">{totalNote}</span>}
                {badge}
              </p>
            )}
          </figcaption>
          <div className="flex items-center gap-2" data-screen-only="">
            {chartType && <ChartTypeRadio {...chartType} />}
            <FigureContext value={figure}>{menu}</FigureContext>
          </div>
        </CardHeader>
        {children}
      </figure>
    </Card>
  );
}
