import { Download } from "lucide-react";
import { Button } from "@/components/ui/button";

export interface LinesDownloadProps {
  /** current, previous, or the month in which the billing period begins. */
  period: string;
  format: "csv" | "focus";
  label: string;
}

/** The lines of a billing period as a file. */
export function LinesDownload({ period, format, label }: LinesDownloadProps) {
  return (
    <Button asChild size="sm">
      <a
        href={`/api/billing/export?dataset=lines&format=${format}&period=${period}`}
        download
        data-screen-only=""
      >
        <Download aria-hidden />
        {label}
        <span className="sr-only"> file of the lines</span>
      </a>
    </Button>
  );
}
