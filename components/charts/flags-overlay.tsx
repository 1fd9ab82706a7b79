"use client";

import { Flag } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { cx } from "@/components/ui/cx";
import { PageLink } from "@/components/ui/page-link";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { type ChartFlag, FLAG_SIZE, placedFlags } from "./prepare/chart-marks";
import type { PlotBox } from "./prepare/plot-geometry";
import type { ChartKind } from "./prepare/types";

export interface FlagsOverlayProps {
  flags: readonly ChartFlag[];
  count: number;
  kind: ChartKind;
  box: PlotBox;
}

/** Flags on the time axis: buttons beside the picture's own tab stop, each opening to what it stands for. */
export function FlagsOverlay({ flags, count, kind, box }: FlagsOverlayProps) {
  return placedFlags(flags, count, kind, box).map(({ x, flags: own }) => (
    <FlagButton key={x} flags={own} left={x - FLAG_SIZE / 2} top={box.height - box.bottom - FLAG_SIZE} />
  ));
}

const TONES = { warning: "text-warning", critical: "text-critical", exceeded: "text-exceeded" } as const;
const GRAVITY = ["warning", "critical", "exceeded"] as const;

function FlagButton({ flags, left, top }: { flags: readonly ChartFlag[]; left: number; top: number }) {
  const tone = GRAVITY.findLast((one) => flags.some((flag) => flag.tone === one)) ?? "warning";
  return (
    <Popover>
      <PopoverTrigger
        aria-label={flags.map(({ label }) => label).join("; ")}
        style={{ left, top, width: FLAG_SIZE, height: FLAG_SIZE }}
        className={cx("absolute z-10 flex items-center justify-center rounded hover:bg-hover", TONES[tone])}
      >
        <Flag aria-hidden className="size-4 fill-current stroke-card stroke-1" />
      </PopoverTrigger>
      <PopoverContent className="w-80" aria-label="Marked here">
        <ul className="flex flex-col gap-2">
          {flags.map(({ label, tone, text, href }) => (
            <li key={`${label} ${text}`} className="flex flex-col items-start gap-0.5">
              <Badge tone={tone}>{label}</Badge>
              <span>{text}</span>
              {href && (
                <PageLink href={href} className="text-link underline">
                  Open the alert
                </PageLink>
              )}
            </li>
          ))}
        </ul>
      </PopoverContent>
    </Popover>
  );
}
