import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { type CreditRates, creditRules } from "@/lib/domain/credits";

/**
 * The credits of an event `e` of `usage_events`, by the rules of `eventCredits`: 0 for every other meter. The whole
 * millionths are counted with `div`, since a quotient would be rounded before it is rounded to 6 places.
 */
export function creditAmount(rates: CreditRates): SQL {
  const cases = creditRules(rates).map(({ meter, times, per }) => {
    const top = sql`abs(e.quantity) * ${times}::numeric * 2000000 + ${per}::numeric`;
    return sql`when ${meter} then sign(e.quantity) * div(${top}, ${per}::numeric * 2) * 0.000001`;
  });
  return sql`coalesce(e.sign * case when e.type = 'usage' then case e.usage_type ${sql.join(cases, sql` `)} end end, 0)`;
}
