// What the first question fetches is there before the tests, or the first of them would wait for it.
import "@/components/filters/filter-tabs";
import "@/components/filters/range-panel";
import "@/components/filters/zones";
import "@/components/ui/dialog-body";
import "@/components/ui/dropdown-menu-body";
import "@/components/ui/popover-body";
import "@/lib/api/ask";
import "@/lib/contracts/imports";
import "@/lib/contracts/quotas";
import "@/lib/contracts/usage-granular";
import "@/lib/contracts/usage-series";
import "@/lib/contracts/usage-totals";

import { QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import { NuqsTestingAdapter } from "nuqs/adapters/testing";
import type { ReactNode } from "react";
import { vi } from "vitest";
import { ViewProvider } from "@/components/filters/view-context";
import type { ViewOrganization } from "@/lib/domain/view/view";
import { makeQueryClient } from "@/lib/queries/query-client";

export const acme: ViewOrganization = {
  id: "11111111-1111-1111-1111-111111111111",
  slug: "acme",
  name: "Acme",
  timezone: "UTC",
  weekStart: "monday",
  anchorDay: 1,
};

/** Sunday afternoon in UTC. */
export const RENDERED_AT = "2026-11-22T14:03:22.000Z";

/** Renders below a view read from a query string; `url()` tells what the last choice made of it. */
export function renderInView(children: ReactNode, search = "") {
  stubBrowser();
  let url = search;
  const client = makeQueryClient();
  const rendered = render(
    <NuqsTestingAdapter searchParams={search} onUrlUpdate={(event) => (url = event.queryString)} hasMemory>
      <QueryClientProvider client={client}>
        <ViewProvider organization={acme} renderedAt={RENDERED_AT}>
          {children}
        </ViewProvider>
      </QueryClientProvider>
    </NuqsTestingAdapter>,
  );
  return { ...rendered, client, url: () => url };
}

/** What jsdom lacks and the primitives need. */
function stubBrowser(): void {
  vi.stubGlobal("matchMedia", (media: string) => ({
    media,
    matches: false,
    addEventListener: () => {},
    removeEventListener: () => {},
  }));
}
