"use client";

import { Check } from "lucide-react";
import { useState } from "react";
import { findZones, offsetInWords } from "@/components/filters/zone-words";
import { Input } from "@/components/ui/field";

const MOST_FOUND = 40;

interface ZonesProps {
  current: string;
  own: string;
  onChoose: (zone: string) => void;
}

/** The zones at hand, and all others by search. */
export function Zones({ current, own, onChoose }: ZonesProps) {
  const [typed, setTyped] = useState("");
  const browser = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const suggested = [
    { zone: "UTC", hint: null },
    { zone: own, hint: "Organization" },
    { zone: browser, hint: "This browser" },
    { zone: current, hint: null },
  ].filter(({ zone }, index, all) => all.findIndex((other) => other.zone === zone) === index);
  const found = typed.trim() === "" ? null : findZones(Intl.supportedValuesOf("timeZone"), typed);
  const shown = found ? found.slice(0, MOST_FOUND).map((zone) => ({ zone, hint: null })) : suggested;
  return (
    <div className="flex flex-col gap-2">
      <Input
        type="search"
        aria-label="Search time zones"
        placeholder="Search all zones"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <p role="status" className="sr-only">
        {found && `${found.length} zones found`}
      </p>
      <ul className="max-h-72 overflow-y-auto">
        {shown.map(({ zone, hint }) => (
          <li key={zone}>
            <button
              type="button"
              aria-current={zone === current ? "true" : undefined}
              onClick={() => onChoose(zone)}
              className="flex min-h-8 w-full items-center gap-2 rounded px-2 text-left text-sm hover:bg-hover pointer-coarse:min-h-11"
            >
              <Check aria-hidden className={zone === current ? "size-4 text-link" : "invisible size-4"} />
              <span className="flex-1 truncate">{zone === "UTC" ? "UTC" : zone.replaceAll("_", " ")}</span>
              <span className="text-xs text-axis">{hint ?? offsetInWords(zone, new Date())}</span>
            </button>
          </li>
        ))}
      </ul>
      {found?.length === 0 && <p className="px-2 text-axis">No zone has this name</p>}
    </div>
  );
}
