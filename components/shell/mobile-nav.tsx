"use client";

import { Menu } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import type { NavigationGroup } from "./navigation";
import { SidebarNav } from "./sidebar-nav";

export interface MobileNavProps {
  groups: readonly NavigationGroup[];
  header?: ReactNode;
  footer?: ReactNode;
}

/** The sidebar of phones: a sheet from the left. */
export function MobileNav({ groups, header, footer }: MobileNavProps) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <IconButton icon={Menu} label="Open menu" className="size-11 sm:hidden" />
      </DialogTrigger>
      <DialogContent title="Meterline" side="left">
        <div className="flex flex-col gap-4">
          {header}
          <SidebarNav groups={groups} onNavigate={() => setOpen(false)} />
          {footer}
        </div>
      </DialogContent>
    </Dialog>
  );
}
