"use client";

import {
  type ComponentProps,
  createContext,
  type KeyboardEvent,
  type ReactNode,
  useContext,
  useId,
  useState,
} from "react";
import { cx } from "./cx";

interface Chosen {
  id: string;
  value: string | undefined;
  choose: (value: string) => void;
}

const TabsContext = createContext<Chosen>({ id: "", value: undefined, choose: () => undefined });

export interface TabsProps {
  /** The open tab; without it the tabs remember it themselves. */
  value?: string;
  defaultValue?: string;
  onValueChange?: (value: string) => void;
  children: ReactNode;
}

/** One of several panels at a time: the list of tabs is one tab stop, and arrow keys move the focus and choose. */
export function Tabs({ value, defaultValue, onValueChange, children }: TabsProps) {
  const id = useId();
  const [own, setOwn] = useState(defaultValue);
  const choose = (chosen: string) => {
    setOwn(chosen);
    onValueChange?.(chosen);
  };
  return <TabsContext value={{ id, value: value ?? own, choose }}>{children}</TabsContext>;
}

export function TabsList({ className, ...props }: Omit<ComponentProps<"div">, "role" | "onKeyDown">) {
  const { choose } = useContext(TabsContext);
  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const tabs = [...event.currentTarget.querySelectorAll<HTMLElement>("[role=tab]")];
    const next = neighbour(tabs, event.key);
    if (!next) return;
    event.preventDefault();
    next.focus();
    choose(next.dataset.value ?? "");
  };
  return (
    <div
      role="tablist"
      onKeyDown={move}
      className={cx("flex gap-1 overflow-x-auto border-b", className)}
      {...props}
    />
  );
}

function neighbour(tabs: readonly HTMLElement[], key: string): HTMLElement | undefined {
  const at = tabs.findIndex((tab) => tab.matches(":focus"));
  if (key === "Home") return tabs[0];
  if (key === "End") return tabs.at(-1);
  if (at < 0 || (key !== "ArrowLeft" && key !== "ArrowRight")) return undefined;
  return tabs.at((at + (key === "ArrowRight" ? 1 : -1)) % tabs.length);
}

type TabProps = Omit<ComponentProps<"button">, "role" | "onClick" | "value"> & { value: string };

const tabId = ({ id }: Chosen, value: string) => `${id}-tab-${value}`;
const panelId = ({ id }: Chosen, value: string) => `${id}-panel-${value}`;

export function TabsTrigger({ value, className, ...props }: TabProps) {
  const chosen = useContext(TabsContext);
  const isActive = chosen.value === value;
  return (
    <button
      type="button"
      role="tab"
      id={tabId(chosen, value)}
      data-value={value}
      aria-selected={isActive}
      aria-controls={isActive ? panelId(chosen, value) : undefined}
      tabIndex={isActive ? 0 : -1}
      onClick={() => chosen.choose(value)}
      className={cx(
        "-mb-px h-9 border-b-2 border-transparent px-3 text-sm whitespace-nowrap text-axis hover:text-text",
        "aria-selected:border-link aria-selected:text-text pointer-coarse:h-11",
        className,
      )}
      {...props}
    />
  );
}

export function TabsContent({ value, children, ...props }: ComponentProps<"div"> & { value: string }) {
  const chosen = useContext(TabsContext);
  if (chosen.value !== value) return null;
  return (
    <div role="tabpanel" id={panelId(chosen, value)} aria-labelledby={tabId(chosen, value)} {...props}>
      {children}
    </div>
  );
}
