"use client";

import { CircleUser } from "lucide-react";
import type { ReactNode } from "react";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";

export interface UserMenuProps {
  name: string | null;
  email: string;
  /** Menu items: account, sign out. */
  children: ReactNode;
}

export function UserMenu({ name, email, children }: UserMenuProps) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <IconButton icon={CircleUser} label={`Account of ${name ?? email}`} />
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <div className="px-2 py-1 text-sm">
          {name && <p className="font-medium">{name}</p>}
          <p className="text-axis">{email}</p>
        </div>
        <DropdownMenuSeparator />
        {children}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
