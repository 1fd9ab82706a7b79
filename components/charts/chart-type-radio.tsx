"use client";

import { ChartArea, ChartColumn, ChartLine, Table2 } from "lucide-react";
import { Segmented } from "@/components/ui/segmented";
import { MAX_BARS } from "./prepare/plot-rows";
import type { ChartKind } from "./prepare/types";

export interface ChartTypeRadioProps {
  value: ChartKind;
  onValueChange: (kind: ChartKind) => void;
  bucketCount: number;
}

export function ChartTypeRadio({ value, onValueChange, bucketCount }: ChartTypeRadioProps) {
  const tooManyBars = bucketCount > MAX_BARS ? `Bars end at ${MAX_BARS} points` : undefined;
  return (
    <Segmented
      label="Chart type"
      compact
      value={value}
      onValueChange={onValueChange}
      options={[
        { value: "line", label: "Line", icon: ChartLine },
        { value: "area", label: "Area", icon: ChartArea },
        { value: "bar", label: "Bar", icon: ChartColumn, disabledReason: tooManyBars },
        { value: "table", label: "Table", icon: Table2 },
      ]}
    />
  );
}
