import { expect } from "vitest";
import type { Db } from "@/db/client";
import { verifyRollups } from "@/lib/services/rollups/verify-rollups";

/** Every rollup row of every organization says what its events say. */
export async function expectRollupsExact(db: Db): Promise<void> {
  expect(await verifyRollups(db, { limit: 5 })).toMatchObject({ differences: 0, listed: [] });
}
