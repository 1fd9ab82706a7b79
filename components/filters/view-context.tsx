"use client";

import { useQueryStates } from "nuqs";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import { parsersFor, type ViewDefaults, viewLinkFor } from "@/components/filters/search-params";
import {
  type ResolvedView,
  resolveView,
  type UsageView,
  type ViewOrganization,
} from "@/lib/domain/view/view";

const MINUTE_MS = 60_000;

export type ViewState = {
  organization: ViewOrganization;
  /** As it stands in the URL. */
  view: UsageView;
  /** What that means at this moment. */
  resolved: ResolvedView;
  /** A deliberate choice: Back undoes it. Null takes a parameter back to its default. */
  change: (choice: { [name in keyof UsageView]?: UsageView[name] | null }) => void;
  /** Whether anything differs from the page's default view. */
  changed: boolean;
  /** Back to the default view. */
  reset: () => void;
};

const ViewContext = createContext<ViewState | null>(null);

/** The view of the page, read from the URL and resolved at a moment that the server chose first. */
export function ViewProvider(props: {
  organization: ViewOrganization;
  /** When the server rendered: the browser asks the same questions until its own clock has moved on. */
  renderedAt: string;
  /** What the page shows where the address says nothing. */
  defaults?: ViewDefaults;
  children: ReactNode;
}) {
  const { organization, renderedAt, defaults, children } = props;
  const parsers = useMemo(() => parsersFor(defaults), [defaults]);
  const [view, setView] = useQueryStates(parsers, { history: "push" });
  const now = useMinutes(renderedAt);
  const state = useMemo<ViewState>(
    () => ({
      organization,
      view,
      resolved: resolveView(view, organization, now),
      change: (choice) => void setView(choice),
      changed: viewLinkFor(defaults)(view) !== "",
      reset: () => void setView(null),
    }),
    [organization, view, setView, now, defaults],
  );
  return <ViewContext value={state}>{children}</ViewContext>;
}

/** The time to the minute, while somebody looks: what "today" and "the last 24 hours" are follows it. */
function useMinutes(renderedAt: string): Date {
  const [now, setNow] = useState(() => new Date(renderedAt));
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") setNow(new Date());
    }, MINUTE_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}

export function useView(): ViewState {
  const state = useContext(ViewContext);
  if (!state) throw new Error("useView needs a ViewProvider above it.");
  return state;
}
