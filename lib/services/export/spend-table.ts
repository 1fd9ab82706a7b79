import "server-only";
import type { Context } from "@/db/context";
import type { SpendSeriesAnswer, SpendSeriesQuery } from "@/lib/contracts/spend-series";
import type { ExportColumn, ExportTable } from "@/lib/domain/export/export-table";
import { getSpendSeries } from "@/lib/services/spend/get-spend-series";

/** The spend series as a table: a row per series, the largest first, a column per bucket. All pages of them. */
export async function spendTable(
  context: Context,
  query: SpendSeriesQuery,
): Promise<{ table: ExportTable; meta: SpendSeriesAnswer["meta"] }> {
  const pages: SpendSeriesAnswer[] = [];
  let after: string | undefined;
  do {
    const page = await getSpendSeries(context, { ...query, compare: "none", page_size: 1000, after });
    pages.push(page);
    after = page.next ?? undefined;
  } while (after !== undefined);
  const [first] = pages;
  if (!first) throw new Error("A series has at least one page.");
  const { meta } = first;
  const columns: ExportColumn[] = [
    { name: "Series", kind: "text" },
    { name: "Total", kind: "number" },
    ...meta.buckets.map(({ date }) => ({ name: date, kind: "number" as const })),
  ];
  const rows = pages.flatMap(({ results }) =>
    results.map(({ label, total, data_exact }) => [label, total, ...data_exact]),
  );
  return { table: { columns, rows, meta: { ...meta, filters: filtersOf(query) } }, meta };
}

function filtersOf({ after: _, page_size: __, organization_id: ___, ...query }: SpendSeriesQuery) {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined));
}
