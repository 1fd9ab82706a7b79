"use client";

import { whenInWords } from "@/components/filters/range-words";
import { useView } from "@/components/filters/view-context";
import { Skeleton } from "@/components/ui/skeleton";
import { answerOf } from "@/components/usage/prepare/answer";
import { useShownUsage } from "@/components/usage/use-shown-usage";

/** The answer first, in words; the chart explains it. */
export function AnswerSentence() {
  const { resolved } = useView();
  const { answer, panels } = useShownUsage();
  if (answer.isPending) return <Skeleton className="h-7 w-96 max-w-full" />;
  if (!answer.data) return null;
  const { choice, range, today, interval } = resolved;
  const { headline, detail } = answerOf(panels, whenInWords(choice, range, today), interval);
  return (
    <p aria-live="polite" className="text-lg text-balance">
      <span className="font-medium">{headline}</span>
      {detail && <span className="block text-sm text-axis">{detail}</span>}
    </p>
  );
}
