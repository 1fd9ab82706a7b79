"use client";

import { Printer } from "lucide-react";
import { Button } from "@/components/ui/button";

/** Opens the browser's print dialog: the page is made for paper. */
export function PrintButton() {
  return (
    <Button size="sm" onClick={() => window.print()} data-screen-only="">
      <Printer aria-hidden />
      Print
    </Button>
  );
}
