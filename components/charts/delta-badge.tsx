import { ArrowDown, ArrowUp, Minus } from "lucide-react";
import { Badge, type Tone } from "@/components/ui/badge";
import type { Change } from "@/lib/format-change";

/** What a rise means: nothing for usage, more cost for spend, trouble for errors. */
export type DeltaMeaning = "neutral" | "cost" | "trouble";

export interface DeltaBadgeProps {
  change: Change;
  /** What it is compared with, in words: "24 Sep – 23 Oct". */
  against: string;
  meaning?: DeltaMeaning;
}

const TONES: Record<DeltaMeaning, { up: Tone; down: Tone }> = {
  neutral: { up: "neutral", down: "neutral" },
  cost: { up: "warning", down: "success" },
  trouble: { up: "critical", down: "success" },
};

export function DeltaBadge({ change, against, meaning = "neutral" }: DeltaBadgeProps) {
  const { direction, text, spoken } = change;
  const Icon = direction === "up" || direction === "new" ? ArrowUp : direction === "down" ? ArrowDown : Minus;
  const tone =
    direction === "down" ? TONES[meaning].down : direction === "up" ? TONES[meaning].up : "neutral";
  return (
    <Badge tone={tone}>
      <Icon aria-hidden />
      <span aria-hidden>{text}</span>
      <span className="sr-only">
        {spoken} against {against}
      </span>
    </Badge>
  );
}
