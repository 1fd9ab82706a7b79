"use client";

import { Tabs as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { cx } from "./cx";

export const Tabs = Radix.Root;
export const TabsContent = Radix.Content;

export function TabsList({ className, ...props }: ComponentProps<typeof Radix.List>) {
  return <Radix.List className={cx("flex gap-1 overflow-x-auto border-b", className)} {...props} />;
}

export function TabsTrigger({ className, ...props }: ComponentProps<typeof Radix.Trigger>) {
  return (
    <Radix.Trigger
      className={cx(
        "-mb-px h-9 border-b-2 border-transparent px-3 text-sm whitespace-nowrap text-axis hover:text-text",
        "data-[state=active]:border-link data-[state=active]:text-text pointer-coarse:h-11",
        className,
      )}
      {...props}
    />
  );
}
