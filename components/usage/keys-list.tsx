"use client";

import { PRESET_WORDS } from "@/components/filters/range-words";
import { useSingleKeysSetting } from "@/components/filters/single-keys";
import { Checkbox } from "@/components/ui/checkbox";
import { Kbd } from "@/components/ui/kbd";
import { PRESETS } from "@/lib/domain/view/view-range";

const PAGE_KEYS = [
  ["1 – 4", "Line, area, bar, table"],
  ["C", "Compare with the previous period"],
  ["X", "Break down by"],
  ["F", "Filter"],
  ["[ ]", "Earlier and later range"],
  ["R", "Refresh"],
  ["E", "Download CSV"],
  ["?", "This list"],
] as const;

const RANGE_KEYS = PRESETS.flatMap((preset) => {
  const { key, label } = PRESET_WORDS[preset];
  return key ? [[key, label] as const] : [];
});

/** Every key of the page, and the switch that turns keys without a modifier off. */
export function KeysList() {
  const [on, setOn] = useSingleKeysSetting();
  return (
    <>
      <Checkbox checked={on} onCheckedChange={setOn} label="Single-key shortcuts" className="pb-2" />
      <div className="grid gap-4 sm:grid-cols-2">
        <KeyGroup title="Page" keys={PAGE_KEYS} />
        <KeyGroup title="Date range" keys={RANGE_KEYS} />
      </div>
    </>
  );
}

function KeyGroup({ title, keys }: { title: string; keys: readonly (readonly [string, string])[] }) {
  return (
    <div>
      <h3 className="pb-1 text-sm font-medium">{title}</h3>
      <dl className="grid grid-cols-[4rem_1fr] items-center gap-y-1 text-sm">
        {keys.map(([key, meaning]) => (
          <div key={key} className="contents">
            <dt>
              <Kbd>{key}</Kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
