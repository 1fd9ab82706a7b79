/** What a backup says about one table. `bytes` and `sha256` are of its rows as COPY writes them. */
export type BackedUpTable = { name: string; columns: string[]; rows: number; bytes: number; sha256: string };

/** The last part of a backup: what is in it, and which schema it fits. */
export type BackupManifest = {
  format: 1;
  created_at: string;
  /** The newest migration: its time in the journal. */
  migration: number;
  postgres: string;
  tables: BackedUpTable[];
  /** Monthly partitions, as table and `YYYY-MM`. */
  partitions: { table: string; month: string }[];
  sequences: { name: string; last_value: string }[];
};

/** The file is no whole backup, or not one that this version can restore. */
export class UnusableBackup extends Error {
  constructor(message: string) {
    super(message);
    this.name = "UnusableBackup";
  }
}

/** Orders tables so that each comes after those it refers to; `references` holds pairs of table and target. */
export function inReferenceOrder(
  names: readonly string[],
  references: readonly { table: string; target: string }[],
): string[] {
  const ordered: string[] = [];
  const visit = (name: string, path: readonly string[]): void => {
    if (ordered.includes(name)) return;
    if (path.includes(name))
      throw new Error(`The tables ${path.join(", ")} refer to each other in a circle.`);
    const targets = references.filter(({ table, target }) => table === name && target !== name);
    for (const { target } of targets) if (names.includes(target)) visit(target, [...path, name]);
    ordered.push(name);
  };
  for (const name of names) visit(name, []);
  return ordered;
}
