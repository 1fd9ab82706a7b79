"use client";

import { Building2, ChevronsUpDown } from "lucide-react";
import { cx } from "@/components/ui/cx";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { HIDDEN_ON_RAIL, SR_ONLY_ON_RAIL } from "./rail";

export interface SwitchableOrganization {
  id: string;
  name: string;
  /** The caller's role there, as a word. */
  role?: string;
}

export interface OrganizationSwitcherProps {
  organizations: readonly SwitchableOrganization[];
  activeId: string;
  onSelect: (id: string) => void;
  disabled?: boolean;
}

export function OrganizationSwitcher({
  organizations,
  activeId,
  onSelect,
  disabled,
}: OrganizationSwitcherProps) {
  const active = organizations.find(({ id }) => id === activeId);
  const select = (id: string) => {
    if (id !== activeId) onSelect(id);
  };
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        disabled={disabled}
        aria-label={`Organization: ${active?.name ?? "none"}`}
        className="flex h-10 w-full min-w-0 items-center gap-2 rounded-md border border-input-border bg-card px-2.5 text-left text-sm hover:bg-hover disabled:opacity-50 pointer-coarse:h-11"
      >
        <Building2 aria-hidden className="size-4 shrink-0 text-axis" />
        <span className={cx("min-w-0 flex-1 truncate font-medium", SR_ONLY_ON_RAIL)}>
          {active?.name ?? "No organization"}
        </span>
        <ChevronsUpDown aria-hidden className={cx("size-4 shrink-0 text-axis", HIDDEN_ON_RAIL)} />
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start" className="min-w-(--radix-dropdown-menu-trigger-width)">
        <DropdownMenuLabel>Organizations</DropdownMenuLabel>
        <DropdownMenuRadioGroup value={activeId} onValueChange={select}>
          {organizations.map(({ id, name, role }) => (
            <DropdownMenuRadioItem key={id} value={id}>
              <span className="min-w-0 flex-1 truncate">{name}</span>
              {role && <span className="text-xs text-axis">{role}</span>}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
