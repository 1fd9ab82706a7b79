import type { QuotaPeriod } from "@/lib/domain/quota/quota";

/** A limit in money per period, in the organization's currency. */
export type Budget = { period: QuotaPeriod; amount: string };
