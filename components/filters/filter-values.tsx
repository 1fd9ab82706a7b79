"use client";

import { useState } from "react";
import { DIMENSION_WORDS } from "@/components/filters/dimension-words";
import { type FilterOption, optionsOf, shownOptions } from "@/components/filters/filter-options";
import { useView } from "@/components/filters/view-context";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/field";
import { Skeleton } from "@/components/ui/skeleton";
import { type Choice, choiceOf, withChoice } from "@/lib/domain/view/selection";
import type { ViewDimension } from "@/lib/domain/view/view";
import { useUsageSeries } from "@/lib/queries/usage-series";
import { filterOptionsQuery } from "@/lib/queries/view-queries";

const ROWS = ["a", "b", "c", "d", "e"];

/** The values of one dimension with a search: each can be wanted or left out. */
export function FilterValues({ dimension }: { dimension: ViewDimension }) {
  const { view, resolved, change } = useView();
  const [typed, setTyped] = useState("");
  const answer = useUsageSeries(filterOptionsQuery(resolved, dimension));
  const { many } = DIMENSION_WORDS[dimension];
  const filter = view[dimension];
  const options = optionsOf(answer.data?.results ?? [], dimension);
  const shown = shownOptions(options, [...filter.include, ...filter.exclude], dimension, typed);
  const choose = (value: string | null, choice: Choice | null) =>
    change({ [dimension]: withChoice(filter, value, choice) });
  return (
    <div className="flex flex-col gap-2 pt-2">
      <Input
        type="search"
        aria-label={`Search ${many}`}
        placeholder={`Search ${many}`}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <ul
        aria-label={DIMENSION_WORDS[dimension].one}
        aria-busy={answer.isPending}
        className="h-64 overflow-y-auto"
      >
        {answer.isPending && ROWS.map((row) => <Skeleton key={row} className="m-2 h-5" />)}
        {shown.map((option) => (
          <ValueRow
            key={option.value ?? "\u0000"}
            option={option}
            choice={choiceOf(filter, option.value)}
            onChoose={(choice) => choose(option.value, choice)}
          />
        ))}
        {answer.isError && (
          <li className="p-2 text-critical">
            The {many} could not be read. {answer.error.message}
          </li>
        )}
        {answer.isSuccess && shown.length === 0 && <li className="p-2 text-axis">No {many} in this range</li>}
      </ul>
    </div>
  );
}

interface ValueRowProps {
  option: FilterOption;
  choice: Choice | null;
  onChoose: (choice: Choice | null) => void;
}

function ValueRow({ option, choice, onChoose }: ValueRowProps) {
  const excluded = choice === "exclude";
  return (
    <li className="flex items-center gap-2 rounded pl-2 hover:bg-hover">
      <Checkbox
        checked={choice === "include"}
        onCheckedChange={(checked) => onChoose(checked ? "include" : null)}
        label={<span className={excluded ? "line-through" : undefined}>{option.label}</span>}
        className="min-w-0 flex-1 [&_label]:flex-1 [&_label]:truncate"
      />
      <Button
        size="sm"
        variant="ghost"
        aria-pressed={excluded}
        aria-label={`Exclude ${option.label}`}
        onClick={() => onChoose(excluded ? null : "exclude")}
        className={excluded ? "text-link" : "text-axis"}
      >
        {excluded ? "Excluded" : "Exclude"}
      </Button>
    </li>
  );
}
