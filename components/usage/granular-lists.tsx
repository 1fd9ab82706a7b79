"use client";

import { BarList } from "@/components/charts/bar-list";
import { quantityFormat } from "@/components/charts/value-format";
import { useView } from "@/components/filters/view-context";
import type { CardStatus } from "@/components/ui/card-state";
import { cardStatus } from "@/components/usage/card-status";
import {
  fileTypeItems,
  type ListItem,
  listKey,
  providerItems,
} from "@/components/usage/prepare/granular-lists";
import type { UsageGranular } from "@/lib/contracts/usage-granular";
import { choiceOf, withChoice } from "@/lib/domain/view/selection";
import { useUsageGranular } from "@/lib/queries/usage-granular";
import { viewGranularQuery } from "@/lib/queries/view-queries";

/** Uploads and requests, attempts and all, by what they were and where they went; a click filters. */
export function GranularLists() {
  const { resolved } = useView();
  const byFileType = useUsageGranular(viewGranularQuery(resolved, "file_type"));
  const byProvider = useUsageGranular(viewGranularQuery(resolved, "provider"));
  if (hasNothing(byFileType.data) && hasNothing(byProvider.data)) {
    return <p className="text-sm text-axis">No file uploads or API requests in this view</p>;
  }
  return (
    <section
      aria-label="Uploads and requests"
      className="grid items-start gap-3 md:grid-cols-2 xl:grid-cols-3"
    >
      <FilterList
        title="Uploads by file type"
        unit="upload"
        dimension="file_type"
        answer={byFileType}
        itemsOf={fileTypeItems}
      />
      <FilterList
        title="Uploads by provider"
        unit="upload"
        dimension="provider"
        answer={byProvider}
        itemsOf={(answer) => providerItems(answer, "total_uploads")}
      />
      <FilterList
        title="Requests by provider"
        unit="request"
        dimension="provider"
        answer={byProvider}
        itemsOf={(answer) => providerItems(answer, "total_requests")}
      />
    </section>
  );
}

const hasNothing = (answer: UsageGranular | undefined) =>
  answer !== undefined && answer.file_types.length === 0 && answer.providers.length === 0;

interface FilterListProps {
  title: string;
  unit: string;
  dimension: "file_type" | "provider";
  answer: ReturnType<typeof useUsageGranular>;
  itemsOf: (answer: UsageGranular) => ListItem[];
}

function FilterList({ title, unit, dimension, answer, itemsOf }: FilterListProps) {
  const { view, change } = useView();
  const filter = view[dimension];
  const items = answer.data ? itemsOf(answer.data) : [];
  const toggle = (key: string) => {
    const item = items.find((one) => one.key === key);
    if (!item) return;
    const chosen = choiceOf(filter, item.filter) === "include";
    change({ [dimension]: withChoice(filter, item.filter, chosen ? null : "include") });
  };
  const nothing: CardStatus = { status: "empty", reason: `No ${unit}s in this range` };
  return (
    <BarList
      title={title}
      items={items}
      format={quantityFormat(unit)}
      state={answer.data && items.length === 0 ? nothing : cardStatus(answer)}
      selected={filter.include.map(listKey)}
      onToggle={toggle}
    />
  );
}
