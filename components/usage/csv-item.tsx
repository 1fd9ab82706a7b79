"use client";

import { Download } from "lucide-react";
import { DropdownMenuItem } from "@/components/ui/dropdown-menu";

export interface CsvItemProps {
  /** The address of the numbers as a file, or what saves them; null while there are none. */
  csv: string | (() => void) | null;
}

export function CsvItem({ csv }: CsvItemProps) {
  const words = (
    <>
      <Download aria-hidden />
      Download CSV
    </>
  );
  if (typeof csv === "string")
    return (
      <DropdownMenuItem asChild>
        <a href={csv} download>
          {words}
        </a>
      </DropdownMenuItem>
    );
  return (
    <DropdownMenuItem onSelect={csv ?? undefined} disabled={!csv}>
      {words}
    </DropdownMenuItem>
  );
}
