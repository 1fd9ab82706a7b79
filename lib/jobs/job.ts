import type { Db } from "@/db/client";

/** Work that runs by itself. A job may run in several processes at once; it does its own locking. */
export type Job = {
  everySeconds: number;
  /** Whether its first run comes with the start of the server, without a pause. */
  atStart?: boolean;
  /** Says what was done, in counts. */
  run: (db: Db) => Promise<Record<string, number>>;
};
