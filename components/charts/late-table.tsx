"use client";

import dynamic from "next/dynamic";
import { ChartSkeleton } from "./chart-skeleton";

/** The table of a chart; its code comes when it is shown. */
export const LateTable = dynamic(() => import("./chart-table").then((module) => module.ChartTable), {
  ssr: false,
  loading: () => <ChartSkeleton />,
});
