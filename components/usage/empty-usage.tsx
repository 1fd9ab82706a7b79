"use client";

import { datesInWords } from "@/components/filters/range-words";
import { useView } from "@/components/filters/view-context";
import { Button } from "@/components/ui/button";
import type { CardStatus } from "@/components/ui/card-state";
import { isEmptySelection } from "@/lib/domain/view/selection";
import { isNarrowed } from "@/lib/domain/view/view";
import { useUsageTotals } from "@/lib/queries/usage-totals";
import { everQuery } from "@/lib/queries/view-queries";

/** What stands where nothing was used: the filters were too tight, the range is quiet, or nothing ever came. */
export function useEmptyUsage(isEmpty: boolean): CardStatus {
  const { resolved, view, organization, change } = useView();
  const ever = useUsageTotals(everQuery(organization.id, resolved.today), isEmpty);
  if (ever.data?.length === 0) return { status: "empty", reason: <FirstUsage /> };
  const filtered = isNarrowed(resolved) || !isEmptySelection(view.type);
  const dates = datesInWords(resolved.range, resolved.today);
  const clear = () => change({ type: null, team: null, provider: null, file_type: null });
  const widen = () => change({ range: "90d", start: null, end: null });
  return {
    status: "empty",
    reason: filtered ? `No usage for these filters in ${dates}` : `No usage in ${dates}`,
    actions: (
      <>
        {filtered && <Button onClick={clear}>Clear filters</Button>}
        <Button onClick={widen}>Last 90 days</Button>
      </>
    ),
  };
}

function FirstUsage() {
  return (
    <>
      <p className="font-medium">Usage appears here as soon as the first event is recorded</p>
      <p className="mt-1 text-axis">
        Send events to <code className="font-mono">POST /api/billing/events</code> with an API key, or load a
        file with <code className="font-mono">npm run usage -- ingest</code>.
      </p>
    </>
  );
}
