"use client";

import { useState } from "react";
import { FilterBar } from "@/components/filters/filter-bar";
import { useSingleKeys } from "@/components/filters/single-keys";
import { useView, ViewProvider } from "@/components/filters/view-context";
import { PageFrame } from "@/components/shell/page-frame";
import { AnswerSentence } from "@/components/usage/answer-sentence";
import { AsOf, useRefresh } from "@/components/usage/as-of";
import { GranularLists } from "@/components/usage/granular-lists";
import { KeysDialog } from "@/components/usage/keys-dialog";
import { MeterCards } from "@/components/usage/meter-cards";
import { MovedDatesNotice, OfflineNotice, OpeningNotice } from "@/components/usage/notices";
import { TotalsTable } from "@/components/usage/totals-table";
import { UsageChart } from "@/components/usage/usage-chart";
import { UsageTable } from "@/components/usage/usage-table";
import { useDownload } from "@/components/usage/use-download";
import { useMeterNames } from "@/components/usage/use-shown-usage";
import { CHART_KINDS, type ViewOrganization } from "@/lib/domain/view/view";

export interface UsageViewProps {
  organization: ViewOrganization;
  /** When the server rendered the page. */
  renderedAt: string;
}

/** What the organization used, answer first: words, meters, chart, table, and what it was made of. */
export function UsageView({ organization, renderedAt }: UsageViewProps) {
  return (
    <ViewProvider organization={organization} renderedAt={renderedAt}>
      <UsagePage />
    </ViewProvider>
  );
}

function UsagePage() {
  const [keysOpen, setKeysOpen] = useState(false);
  const names = { type: useMeterNames() };
  usePageKeys(() => setKeysOpen(true));
  return (
    <PageFrame
      title="Usage"
      actions={
        <>
          <AsOf />
          <KeysDialog open={keysOpen} onOpenChange={setKeysOpen} />
        </>
      }
    >
      <FilterBar names={names} />
      <OfflineNotice />
      <MovedDatesNotice />
      <OpeningNotice />
      <AnswerSentence />
      <MeterCards />
      <UsageChart />
      <UsageTable />
      <GranularLists />
      <TotalsTable />
    </PageFrame>
  );
}

function usePageKeys(openKeys: () => void): void {
  const { change } = useView();
  const refresh = useRefresh();
  const download = useDownload();
  const kinds = CHART_KINDS.map((chart, index) => [String(index + 1), () => change({ chart })] as const);
  useSingleKeys({
    ...Object.fromEntries(kinds),
    r: refresh,
    e: () => download?.(),
    "?": openKeys,
  });
}
