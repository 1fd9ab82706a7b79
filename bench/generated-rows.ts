import { type SQL, sql } from "drizzle-orm";
import { KINDS } from "@/lib/services/events/batch-rows";

/** The events lie in the 365 days before this instant, so that every run generates the same ones. */
export const END = new Date("2025-07-01T00:00:00Z");
export const DAYS = 365;

export type Numbers = { organizationId: string; first: number; last: number };

/** A number from 0 up to `below` that depends on the event's number and on what it is for, and on nothing else. */
const pick = (purpose: number, below: number) =>
  `(hashint8extended(n, ${purpose}) & 9007199254740991) % ${below}`;
/** The same, small ones much more often: dimensions of real usage are skewed too. */
const skewed = (purpose: number, below: number) =>
  `floor(${below} * power((${pick(purpose, 1_000_000)}) / 1000000.0, 2))::int`;

const AT = `'${END.toISOString()}'::timestamptz - interval '1 millisecond' * (1 + ${pick(1, DAYS * 86_400_000 - 1)})`;
const ID = "md5('bench:' || n)::uuid";
const TEAM = `case when ${pick(3, 20)} = 0 then null else 'team-' || ${skewed(4, 12)} end`;
const PROVIDER = `(array['aws', 'vercel', 'openai', 'github', 'gcp', 'self-hosted'])[1 + ${skewed(5, 6)}]`;
const FILE_TYPE = `(array['text/markdown', 'image/png', 'application/pdf', 'text/csv', 'video/mp4', 'application/zip',
  'application/json', 'image/jpeg', 'text/html', 'audio/mpeg'])[1 + ${skewed(6, 10)}]`;
const COMMON = `${ID} as id, 'bench' as source, n::text as source_id, ${TEAM} as team_id, ${PROVIDER} as provider`;
/** Of ten events five are uploads, four requests and one is generic usage. */
const TENTH = pick(2, 10);

const numbered = (what: string, { first, last }: Numbers): SQL =>
  sql.raw(`generate_series(${first}::bigint, ${last}::bigint) n ${what && `where ${what}`}`);

export const uploadRows = (numbers: Numbers): SQL => sql`
  insert into file_uploads (organization_id, id, source, source_id, team_id, provider, uploaded_at, file_type,
    file_size, upload_status, file_name, recorded_at)
  select ${numbers.organizationId}::uuid, e.*, e.uploaded_at from (
    select ${sql.raw(`${COMMON}, ${AT} as uploaded_at, ${FILE_TYPE} as file_type, ${pick(7, 5_000_000)} as file_size,
      case when ${pick(8, 20)} = 0 then 'failed' else 'success' end as upload_status, 'files/' || n as file_name`)}
    from ${numbered(`${TENTH} < 5`, numbers)}
  ) e order by uploaded_at, id`;

export const requestRows = (numbers: Numbers): SQL => sql`
  insert into api_requests (organization_id, id, source, source_id, team_id, provider, requested_at, endpoint,
    method, status_code, response_time_ms, bytes, recorded_at)
  select ${numbers.organizationId}::uuid, e.*, e.requested_at from (
    select ${sql.raw(`${COMMON}, ${AT} as requested_at, '/v1/resource-' || ${skewed(9, 20)} as endpoint,
      case when ${pick(10, 4)} = 0 then 'POST' else 'GET' end as method,
      case when ${pick(11, 25)} = 0 then 500 else 200 end as status_code,
      (${pick(12, 30_000)} / 10.0)::numeric as response_time_ms, ${pick(13, 60_000)} as bytes`)}
    from ${numbered(`${TENTH} between 5 and 8`, numbers)}
  ) e order by requested_at, id`;

export const usageRows = (numbers: Numbers): SQL => sql`
  insert into usage_events (organization_id, id, source, source_id, team_id, provider, occurred_at, type,
    usage_type, quantity, recorded_at)
  select ${numbers.organizationId}::uuid, e.*, e.occurred_at from (
    select ${sql.raw(`${COMMON}, ${AT} as occurred_at, 'usage' as type,
      (array['ai_tokens', 'compute', 'storage_hours'])[1 + ${pick(14, 3)}] as usage_type,
      (${pick(15, 200_000)} / 100.0)::numeric as quantity`)}
    from ${numbered(`${TENTH} = 9`, numbers)}
  ) e order by occurred_at, id`;

export const keyRows = (numbers: Numbers): SQL => sql`
  insert into event_keys (organization_id, id, fingerprint, kind, occurred_at)
  select ${numbers.organizationId}::uuid, e.* from (
    select ${sql.raw(`${ID} as id, hashint8extended(n, 16) as fingerprint,
      case when ${TENTH} < 5 then ${KINDS.upload} when ${TENTH} < 9 then ${KINDS.request} else ${KINDS.usage} end as kind,
      ${AT} as occurred_at`)}
    from ${numbered("", numbers)}
  ) e order by id`;
