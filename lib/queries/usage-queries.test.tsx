import { QueryClientProvider } from "@tanstack/react-query";
import { cleanup, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, expect, it, vi } from "vitest";
import { freshness } from "@/lib/queries/freshness";
import { makeQueryClient } from "@/lib/queries/query-client";
import { usageGranularQuery, useUsageGranular } from "@/lib/queries/usage-granular";
import { usageSeriesQuery, useUsageSeries } from "@/lib/queries/usage-series";
import { usageTotalsQuery, useUsageTotals } from "@/lib/queries/usage-totals";

const seriesQuery = {
  start_date: "2020-01-01",
  end_date: "2020-01-31",
  timezone: "UTC",
  interval: "day",
  compare: "none",
  page_size: 1000,
} as const;
const granularQuery = { start_date: "2020-01-01", end_date: "2020-01-31", interval: "day" } as const;
const total = {
  feature_key: "api",
  unit: "request",
  quantity: "10300",
  window_start: "2020-01-01T00:00:00.000Z",
  window_end: "2020-02-01T00:00:00.000Z",
};

function inClient() {
  const client = makeQueryClient();
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  return { client, wrapper };
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it("keys every answer by its noun and its question", () => {
  expect(usageSeriesQuery(seriesQuery).queryKey).toEqual(["usage-series", seriesQuery]);
  expect(usageGranularQuery(granularQuery).queryKey).toEqual(["usage-granular", granularQuery]);
  expect(usageTotalsQuery({ tenant_id: "o-1" }).queryKey).toEqual(["usage-totals", { tenant_id: "o-1" }]);
});

it("keeps answers about the past for ten minutes and asks about today every minute", () => {
  const now = new Date("2026-11-22T23:30:00Z");
  const live = { staleTime: 30_000, refetchInterval: 60_000 };
  const closed = { staleTime: 600_000, refetchInterval: false };
  expect(freshness({ end_date: "2026-11-22", timezone: "UTC" }, now)).toMatchObject(live);
  // In Berlin the 22nd is over at 23:00Z.
  expect(freshness({ end_date: "2026-11-22", timezone: "Europe/Berlin" }, now)).toMatchObject(closed);
  expect(freshness({ to: "2026-11-22T23:29:00Z" }, now)).toMatchObject(live);
  expect(freshness({ to: "2026-11-22T23:00:00Z" }, now)).toMatchObject(closed);
  expect(freshness({}, now)).toMatchObject(live);
});

it("takes the midnight that ends the totals for the end of the day before", () => {
  const closed = usageTotalsQuery({
    tenant_id: "o-1",
    period_start: "2020-01-01T00:00:00",
    period_end: "2020-02-01T00:00:00",
    timezone: "UTC",
  });
  expect(closed.staleTime).toBe(600_000);
  expect(usageTotalsQuery({ tenant_id: "o-1" }).staleTime).toBe(30_000);
});

it("hands the totals over", async () => {
  vi.stubGlobal("fetch", async () => Response.json([total]));
  const { result } = renderHook(() => useUsageTotals({ tenant_id: "o-1" }), inClient());
  await waitFor(() => expect(result.current.data).toEqual([total]));
});

it("does not ask again for what the server has rendered with", async () => {
  const fetched = vi.fn();
  vi.stubGlobal("fetch", fetched);
  const { client, wrapper } = inClient();
  client.setQueryData(usageTotalsQuery({ tenant_id: "o-1" }).queryKey, [total]);
  const { result } = renderHook(() => useUsageTotals({ tenant_id: "o-1" }), { wrapper });
  expect(result.current.data).toEqual([total]);
  expect(fetched).not.toHaveBeenCalled();
});

it("shows a refusal at once, and tries again where it may pass", async () => {
  const refused = vi.fn(async () => Response.json({ code: "forbidden", detail: "No." }, { status: 403 }));
  vi.stubGlobal("fetch", refused);
  const series = renderHook(() => useUsageSeries(seriesQuery), inClient());
  await waitFor(() => expect(series.result.current.error).toMatchObject({ status: 403 }));
  expect(refused).toHaveBeenCalledTimes(1);

  const limited = vi.fn(async () =>
    Response.json(
      { code: "rate_limited", detail: "Wait." },
      { status: 429, headers: { "retry-after": "0" } },
    ),
  );
  vi.stubGlobal("fetch", limited);
  const granular = renderHook(() => useUsageGranular(granularQuery), inClient());
  await waitFor(() => expect(granular.result.current.error).toMatchObject({ status: 429 }));
  expect(limited).toHaveBeenCalledTimes(3);
});

it("cancels the older request when the question changes, and keeps the old answer until then", async () => {
  const signals: (AbortSignal | undefined)[] = [];
  let answer: (response: Response) => void = () => {};
  vi.stubGlobal("fetch", (_address: string, settings: RequestInit) => {
    signals.push(settings.signal ?? undefined);
    return new Promise<Response>((resolve) => {
      answer = resolve;
    });
  });
  const { wrapper } = inClient();
  const { result, rerender } = renderHook(
    ({ tenant }: { tenant: string }) => useUsageTotals({ tenant_id: tenant }),
    { wrapper, initialProps: { tenant: "a" } },
  );
  await waitFor(() => expect(signals).toHaveLength(1));
  answer(Response.json([total]));
  await waitFor(() => expect(result.current.data).toEqual([total]));
  rerender({ tenant: "b" });
  expect(result.current).toMatchObject({ data: [total], isPlaceholderData: true });
  await waitFor(() => expect(signals).toHaveLength(2));
  rerender({ tenant: "c" });
  await waitFor(() => expect(signals[1]?.aborted).toBe(true));
});
