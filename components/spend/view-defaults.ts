import type { ViewDefaults } from "@/components/filters/search-params";

/** A period that runs, in bars that add up to it. */
export const SPEND_DEFAULTS: ViewDefaults = { range: "period", chart: "bar" };
