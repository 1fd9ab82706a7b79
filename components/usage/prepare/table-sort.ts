import type { TableSort } from "@/components/tables/prepare-columns";

/** `-total` in the URL is the column total, the largest first. */
export function readSort(text: string): TableSort {
  const desc = text.startsWith("-");
  return { id: desc ? text.slice(1) : text, desc };
}

export const writeSort = ({ id, desc }: TableSort): string => `${desc ? "-" : ""}${id}`;
