import "server-only";
import type { Tenant } from "@/lib/domain/viewer";
import { readSpent } from "@/lib/services/spend/read-spent";
import type { UsageReader } from "@/lib/services/usage/usage-reader";

type Window = { from: Date; to: Date };
const windowKey = ({ from, to }: Window) => `${from.getTime()} ${to.getTime()}`;

/**
 * What was spent in each window, in its order, in the organization's currency: before minimum, maximum, discounts and
 * credits. Windows that are asked for twice are read once.
 */
export async function readMoney(
  reader: UsageReader,
  tenant: Tenant,
  windows: readonly Window[],
): Promise<string[]> {
  const spent = new Map<string, string>();
  for (const [key, { from, to }] of new Map(windows.map((window) => [windowKey(window), window]))) {
    const byCurrency = await readSpent(reader, tenant, { usageType: null, teamId: null, from, to });
    spent.set(key, byCurrency.get(tenant.currency) ?? "0");
  }
  return windows.map((window) => spent.get(windowKey(window)) ?? "0");
}
