"use client";

import { DIMENSION_WORDS, type ValueNames, valueInWords } from "@/components/filters/dimension-words";
import { useView } from "@/components/filters/view-context";
import { Chip } from "@/components/ui/badge";
import { withChoice } from "@/lib/domain/view/selection";
import { VIEW_DIMENSIONS, type ViewDimension } from "@/lib/domain/view/view";

export type DimensionNames = Partial<Record<ViewDimension, ValueNames>>;

/** Every chosen value as a chip that can be taken away. */
export function FilterChips({ names }: { names: DimensionNames }) {
  const { view, change } = useView();
  return VIEW_DIMENSIONS.flatMap((dimension) => {
    const filter = view[dimension];
    const chip = (value: string | null, not: boolean) => {
      const words = `${DIMENSION_WORDS[dimension].one}: ${not ? "not " : ""}${valueInWords(dimension, value, names[dimension])}`;
      return (
        <Chip
          key={`${dimension}${not}${value}`}
          removeLabel={`Remove filter ${words}`}
          onRemove={() => change({ [dimension]: withChoice(filter, value, null) })}
        >
          {words}
        </Chip>
      );
    };
    return [
      ...filter.include.map((value) => chip(value, false)),
      ...filter.exclude.map((value) => chip(value, true)),
    ];
  });
}
