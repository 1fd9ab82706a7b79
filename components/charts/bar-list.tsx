"use client";

import { type ReactNode, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import { CardState, type CardStatus } from "@/components/ui/card-state";
import { cx } from "@/components/ui/cx";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Input } from "@/components/ui/field";
import { Skeleton } from "@/components/ui/skeleton";
import { formatPercent } from "@/lib/format";
import { Amount } from "./amount";
import type { ValueFormat } from "./value-format";

export interface BarListItem {
  key: string;
  label: string;
  /** An exact decimal string. */
  value: string;
  /** Of the whole, in per cent. */
  share: string | null;
}

export interface BarListProps {
  title: string;
  items: readonly BarListItem[];
  format: ValueFormat;
  state: CardStatus;
  selected: readonly string[];
  onToggle: (key: string) => void;
  /** How many stand in the card; the rest is in the dialog. */
  limit?: number;
  menu?: ReactNode;
}

const ROWS = ["w-full", "w-4/5", "w-3/5", "w-2/5", "w-1/4"];

export function BarList({ title, items, format, state, selected, onToggle, limit = 5, menu }: BarListProps) {
  const id = useId();
  const rows = { items: items.slice(0, limit), format, selected, onToggle };
  return (
    <Card aria-labelledby={id}>
      <CardHeader>
        <CardTitle id={id} className="flex-1">
          {title}
        </CardTitle>
        {menu}
      </CardHeader>
      <CardState state={state} subject={title} skeleton={<BarListSkeleton />} className="min-h-48 p-2">
        <BarRows {...rows} />
        {items.length > limit && <ShowAll title={title} {...{ items, format, selected, onToggle }} />}
      </CardState>
    </Card>
  );
}

function BarListSkeleton() {
  return (
    <div className="flex flex-col gap-2 p-2">
      {ROWS.map((width) => (
        <Skeleton key={width} className={cx("h-6", width)} />
      ))}
    </div>
  );
}

type BarRowsProps = Pick<BarListProps, "items" | "format" | "selected" | "onToggle">;

function BarRows({ items, format, selected, onToggle }: BarRowsProps) {
  return (
    <ul className="flex flex-col gap-0.5">
      {items.map((item) => {
        const pressed = selected.includes(item.key);
        return (
          <li key={item.key}>
            <button
              type="button"
              aria-pressed={pressed}
              onClick={() => onToggle(item.key)}
              className={cx(
                "relative flex min-h-8 w-full items-center gap-3 overflow-hidden rounded px-2 text-left text-sm hover:bg-hover pointer-coarse:min-h-11",
                pressed && "shadow-[inset_0_0_0_2px_var(--link)]",
              )}
            >
              <span
                aria-hidden
                data-fill=""
                className="absolute inset-y-1 left-0 rounded bg-chart-1 opacity-15 dark:opacity-35"
                style={{ width: `${item.share ?? 0}%` }}
              />
              <span className="relative min-w-0 flex-1 truncate">{item.label}</span>
              <span className="relative">
                <Amount value={item.value} format={format} />
              </span>
              <span className="relative w-12 text-right text-axis">{formatPercent(item.share)}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function ShowAll({ title, items, ...rows }: BarRowsProps & { title: string }) {
  const [search, setSearch] = useState("");
  const found = items.filter((item) => item.label.toLowerCase().includes(search.trim().toLowerCase()));
  return (
    <Dialog onOpenChange={() => setSearch("")}>
      <DialogTrigger asChild>
        <Button variant="ghost" size="sm" className="mt-1">
          Show all {items.length}
        </Button>
      </DialogTrigger>
      <DialogContent title={title}>
        <Input
          type="search"
          aria-label={`Search ${title}`}
          placeholder="Search"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <p role="status" className="py-2 text-xs text-axis">
          {found.length} of {items.length}
        </p>
        <BarRows items={found} {...rows} />
      </DialogContent>
    </Dialog>
  );
}
