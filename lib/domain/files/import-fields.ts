import { GENERIC_EVENT_TYPE, REQUEST_EVENT_TYPE, UPLOAD_EVENT_TYPE } from "@/lib/domain/meters";

/** What the rows of a file are. */
export const IMPORT_KINDS = ["uploads", "requests", "events"] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

export const EVENT_TYPE_OF_KIND: Record<ImportKind, string> = {
  uploads: UPLOAD_EVENT_TYPE,
  requests: REQUEST_EVENT_TYPE,
  events: GENERIC_EVENT_TYPE,
};

/** Fields of the event itself; all others stand in its `data`. */
export const ATTRIBUTES = ["id", "source", "subject", "time"] as const;
const SHARED = ["provider", "team_id"];
export const DATA_FIELDS: Record<ImportKind, readonly string[]> = {
  uploads: [...SHARED, "file_type", "file_size", "upload_status", "file_name", "api_key_id"],
  requests: [...SHARED, "endpoint", "method", "status_code", "response_time_ms", "bytes", "error_message"],
  events: [...SHARED, "usage_type", "quantity", "file_type", "user_id", "session_id"],
};

/** Without them every row would be refused, so a file that cannot give them is refused at once. */
export const REQUIRED_FIELDS: Record<ImportKind, readonly string[]> = {
  uploads: ["time"],
  requests: ["time", "endpoint"],
  events: ["time", "usage_type", "quantity"],
};

/** What a field is in files that have no column for it: a list of uploads without outcomes lists what was uploaded. */
export const VALUES_WITHOUT_COLUMN: ReadonlyMap<string, string> = new Map([["upload_status", "success"]]);

/** Other names under which files commonly hold a field. */
const SYNONYMS: Record<string, string> = {
  team: "team_id",
  timestamp: "time",
  uploaded_at: "time",
  requested_at: "time",
  occurred_at: "time",
  status: "status_code",
  path: "endpoint",
  source_id: "id",
  mime_type: "file_type",
  size_bytes: "file_size",
};
const PROPERTY = /^properties\.[A-Za-z0-9_]+$/;

/** The field that a name means for a kind: itself, a synonym, or `properties.<name>`; undefined for no field. */
export function fieldNamed(name: string, kind: ImportKind): string | undefined {
  const fields: readonly string[] = [...ATTRIBUTES, ...DATA_FIELDS[kind]];
  const field = fields.includes(name) ? name : SYNONYMS[name];
  if (field !== undefined && fields.includes(field)) return field;
  return PROPERTY.test(name) ? name : undefined;
}

/** The columns that give a field when the user names none. */
export function columnsNamed(field: string): readonly string[] {
  return COLUMNS.get(field) ?? [field];
}

const COLUMNS = new Map<string, readonly string[]>();
for (const [name, field] of Object.entries(SYNONYMS)) {
  COLUMNS.set(field, [...(COLUMNS.get(field) ?? [field]), name]);
}
