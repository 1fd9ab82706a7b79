import "server-only";
import type { Context } from "@/db/context";
import { readAsTenant } from "@/db/scope";
import type { Prices, PricesQuery } from "@/lib/contracts/prices";
import { pageOf } from "@/lib/domain/page-of";
import { readOwnPrices } from "./own-prices";

/** The organization's own prices by key, of each the latest first. An unknown key has none. */
export async function listPrices(context: Context, query: PricesQuery): Promise<Prices> {
  const { db, tenantId } = context;
  const all = await readAsTenant(db, tenantId, (tx) => readOwnPrices(tx, context));
  const asked = all.filter(({ usage_type }) => usage_type === (query.usage_type ?? usage_type)).reverse();
  asked.sort((a, b) => (a.usage_type < b.usage_type ? -1 : a.usage_type > b.usage_type ? 1 : 0));
  const { shown, pagination } = pageOf(asked, query);
  return { prices: shown, pagination };
}
