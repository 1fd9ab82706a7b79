"use client";

import { ChevronDown, Globe } from "lucide-react";
import { useState } from "react";
import { useView } from "@/components/filters/view-context";
import { zoneInWords } from "@/components/filters/zone-words";
import { Button } from "@/components/ui/button";
import { onDemand } from "@/components/ui/on-demand";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";

const Zones = onDemand(() => import("@/components/filters/zones").then((module) => module.Zones));

/** The zone that days are read in: UTC, the organization's, the browser's, or any other by search. */
export function TimeZoneMenu() {
  const { resolved, organization, change } = useView();
  const [open, setOpen] = useState(false);
  const choose = (zone: string) => {
    setOpen(false);
    change({ tz: zone === organization.timezone ? null : zone });
  };
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild ahead={Zones.ahead}>
        <Button aria-label={`Time zone: ${zoneInWords(resolved.timezone, new Date())}`}>
          <Globe aria-hidden className="text-axis sm:max-[90rem]:hidden" />
          {zoneInWords(resolved.timezone, new Date())}
          <ChevronDown aria-hidden className="text-axis sm:max-[90rem]:hidden" />
        </Button>
      </PopoverTrigger>
      <PopoverContent aria-label="Time zone" className="w-80">
        <Zones current={resolved.timezone} own={organization.timezone} onChoose={choose} />
      </PopoverContent>
    </Popover>
  );
}
