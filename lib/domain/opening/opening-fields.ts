import { columnsNamed } from "@/lib/domain/files/import-fields";

/** What a row of old sums may hold; the counts are called as in the view `daily_usage`. */
export const OPENING_FIELDS = [
  "date",
  "provider",
  "team_id",
  "file_type",
  "usage_type",
  "quantity",
  "event_count",
  "total_uploads",
  "successful_uploads",
  "failed_uploads",
  "total_file_size",
  "failed_file_size",
  "total_requests",
  "successful_requests",
  "failed_requests",
  "total_bytes",
] as const;
export type OpeningField = (typeof OPENING_FIELDS)[number];

/** One row as text, without the fields that have no value. */
export type OpeningRow = Partial<Record<OpeningField, string>>;

const SYNONYMS: Partial<Record<OpeningField, readonly string[]>> = {
  date: ["usage_date", "day"],
  usage_type: ["meter", "feature_key"],
};

/** The field that a name means; undefined for no field. */
export function openingFieldNamed(name: string): OpeningField | undefined {
  return OPENING_FIELDS.find((field) => openingColumnsNamed(field).includes(name));
}

/** The columns that give a field when the user names none. */
export function openingColumnsNamed(field: OpeningField): readonly string[] {
  return [...columnsNamed(field), ...(SYNONYMS[field] ?? [])];
}
