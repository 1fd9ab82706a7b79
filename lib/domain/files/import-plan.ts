import { InvalidInput } from "@/lib/domain/invalid-input";
import { type ColumnSettings, checkColumns, mapColumns } from "./column-mapping";
import { mapCloudEvents } from "./event-mapping";
import { ATTRIBUTES, DATA_FIELDS, fieldNamed, IMPORT_KINDS, type ImportKind } from "./import-fields";
import type { RowMapping } from "./row";
import type { FileFormat } from "./source-record";

/** `column=field`, `field=value` or `column=value` as a user writes it. */
export type Pair = { left: string; right: string };

/** What a user says about a file; whatever is left out is found in the file or has a default. */
export type ImportSettings = {
  kind?: ImportKind | undefined;
  map: readonly Pair[];
  set: readonly Pair[];
  skip: readonly Pair[];
  provider?: string | undefined;
  team?: string | undefined;
  source?: string | undefined;
  timezone: string;
  shiftWeeks: number;
};

/** How the rows of one file become events. */
export type ImportPlan = {
  kind: string;
  source: string;
  map: RowMapping;
  /** Refuses a file whose columns cannot be enough, once they are known. */
  checkColumns?: (columns: readonly string[]) => void;
};

const KIND_OF_FORMAT: Partial<Record<FileFormat, ImportKind>> = {
  "combined-log": "requests",
  cloudevents: "events",
};
const HAS_FIXED_COLUMNS: readonly FileFormat[] = ["csv", "combined-log"];

/** Decides how to read a file. CloudEvents are taken as they are, unless columns are named for them. */
export function planImport(settings: ImportSettings, file: { name: string; format: FileFormat }): ImportPlan {
  const kind = settings.kind ?? KIND_OF_FORMAT[file.format];
  if (!kind) throw refuse("kind", `Say what the rows are: --kind ${IMPORT_KINDS.join(", ")}.`);
  const source = settings.source ?? file.name;
  const common = { ...settings, fileName: file.name, source };
  const named = settings.map.length + settings.set.length + settings.skip.length > 0;
  if (file.format === "cloudevents" && !named) return { kind, source, map: mapCloudEvents(common) };
  const columns = byField(
    settings.map.map(({ left, right }) => ({ field: right, value: left })),
    kind,
  );
  const constants = byField(
    settings.set.map(({ left, right }) => ({ field: left, value: right })),
    kind,
  );
  for (const field of constants.keys()) {
    if (columns.has(field)) throw refuse("set", `${field} is given twice: by --map and by --set.`);
  }
  const skip = settings.skip.map(({ left, right }) => ({ column: left, value: right }));
  const ownSource = file.format === "cloudevents";
  const columnSettings: ColumnSettings = { ...common, kind, columns, constants, skip, ownSource };
  const map = mapColumns(columnSettings);
  if (!HAS_FIXED_COLUMNS.includes(file.format)) return { kind, source, map };
  return { kind, source, map, checkColumns: (present) => checkColumns(present, columnSettings) };
}

function byField(
  pairs: readonly { field: string; value: string }[],
  kind: ImportKind,
): ReadonlyMap<string, string> {
  const byName = new Map<string, string>();
  for (const { field, value } of pairs) {
    const name = fieldNamed(field, kind);
    if (name === undefined) {
      const known = [...ATTRIBUTES, ...DATA_FIELDS[kind], "properties.<name>"].join(", ");
      throw refuse("map", `There is no field "${field}" in ${kind}. There are: ${known}.`);
    }
    if (byName.has(name)) throw refuse("map", `${name} is given twice.`);
    byName.set(name, value);
  }
  return byName;
}

function refuse(field: string, sentence: string): InvalidInput {
  return new InvalidInput("invalid_parameter", field, sentence);
}
