import type { Pool } from "pg";
import type { BenchDatabase } from "./database";
import type { Organization } from "./generate";
import type { Row } from "./report";
import type { SampleEvents } from "./sample-events";

/** What every operation gets. */
export type Bench = {
  database: BenchDatabase;
  /** Plain connections for the limits. */
  pool: Pool;
  organizations: readonly Organization[];
  largest: Organization;
  events: number;
  samples: SampleEvents;
  /** Runs of each side that count. */
  rounds: number;
  say: (text: string) => void;
};
export type Operation = (bench: Bench) => Promise<Row[]>;
