import "server-only";
import { type SQL, sql } from "drizzle-orm";

/**
 * What stands at a meter's value property in an event's data, as `v(kind, text)`.
 * (`offset 0` keeps the planner from looking it up again wherever it is used.)
 */
export const ownValue = (valueProperty: SQL): SQL => sql`lateral (
    select jsonb_typeof(found) as kind, found #>> '{}' as text
    from (select e.properties #> string_to_array(substr(${valueProperty}, 3), '.') as found offset 0) f
    offset 0
  ) v`;

/** That value by the rules of `exactNumber`; null where anything else stands there. */
export const OWN_QUANTITY: SQL = sql.raw(`case when length(v.text) <= 62
    and (length(v.text) <= 60 or length(regexp_replace(v.text, '[^0-9]', '', 'g')) <= 60) and v.text ~ '^-?[0-9]+([.][0-9]+)?$'
    and (v.kind = 'string' or v.kind = 'number' and abs(v.text::numeric) <= 9007199254740991)
  then v.text::numeric end`);
