import { systemContext } from "@/lib/auth/tenant";
import { createApiKey } from "@/lib/services/api-keys/create-api-key";
import { bareInserts, insertsIntoAll, inTransactions } from "../bare-insert";
import type { Bench, Operation } from "../bench";
import { type Sending, sendAll } from "../http-client";
import { inTurn, side } from "../measure";
import { toRow } from "../report";
import { type Server, startBareRoute, startProduct } from "../servers";

const BATCHES = [
  { size: 1000, share: 0.5, perRun: 1 },
  { size: 100, share: 0.35, perRun: 5 },
];
const STREAMED = 20_000;
const CLIENTS = 16;
const SINGLES = 1600;

type Target = { server: Server; sending: (contentType: string, body: string) => Sending };

async function withProduct<T>(bench: Bench, work: (target: Target) => Promise<T>): Promise<T> {
  const context = await systemContext(bench.database.db, bench.largest.id);
  const { key } = await createApiKey(context, { name: "bench", scopes: ["ingest"] });
  const server = await startProduct(bench.database.url);
  const url = `${server.url}/api/billing/events`;
  const sending = (contentType: string, body: string) => ({ url, key, contentType, body });
  return work({ server, sending }).finally(() => server.stop());
}

const JSON_BATCH = "application/cloudevents-batch+json";

/**
 * Batches over HTTP, one after the other, against bare inserts of as many rows into the same tables, and into those of
 * the events alone.
 */
export const batches: Operation = (bench) =>
  withProduct(bench, async ({ sending }) => {
    const rows = [];
    for (const { size, share, perRun } of BATCHES) {
      const some = () => Array.from({ length: perRun }, () => bench.samples.take(size));
      const ours = side({
        prepare: () => some().map((events) => sending(JSON_BATCH, JSON.stringify(events))),
        run: (bodies) => sendAll(bodies, 1),
      });
      const sides = [ours, bareSide(bench, some, insertsIntoAll), bareSide(bench, some, bareInserts)];
      const [times, all, alone] = await inTurn(sides, bench.rounds * 2, 5);
      const measured = { ours: times, items: size * perRun };
      const operation = `batches of ${size.toLocaleString("en-US")} over HTTP`;
      const besideEvents = { operation: `${operation}, beside tables of events only`, ...measured };
      rows.push(
        toRow({ operation, ...measured, limit: { name: "bare insert", times: all }, goal: { share } }),
        toRow({ ...besideEvents, limit: { name: "bare insert", times: alone } }),
      );
    }
    return rows;
  });

/** A stream of NDJSON, against bare inserts of 1,000 rows each. */
export const ndjson: Operation = (bench) =>
  withProduct(bench, async ({ sending }) => {
    const some = () => Array.from({ length: STREAMED / 1000 }, () => bench.samples.take(1000));
    const ours = side({
      prepare: () => {
        const lines = some()
          .flat()
          .map((event) => JSON.stringify(event));
        return sending("application/x-ndjson", lines.join("\n"));
      },
      run: async (stream) => {
        const [answer = ""] = await sendAll([stream], 1);
        if (JSON.parse(answer).accepted !== STREAMED) throw new Error(answer.slice(0, 300));
      },
    });
    const [times, limit] = await inTurn(
      [ours, bareSide(bench, some, insertsIntoAll)],
      Math.max(2, Math.round(bench.rounds / 2)),
    );
    const operation = `NDJSON stream of ${STREAMED.toLocaleString("en-US")} events`;
    return [
      toRow({ operation, ours: times, limit: { name: "bare inserts", times: limit }, items: STREAMED }),
    ];
  });

/** Single events of many clients, each answered after its commit, against a route of Next that does nothing. */
export const singles: Operation = (bench) =>
  withProduct(bench, async ({ sending }) => {
    const bare = await startBareRoute();
    try {
      const bodies = () => bench.samples.take(SINGLES).map((event) => JSON.stringify(event));
      const ours = side({
        prepare: () => bodies().map((body) => sending("application/cloudevents+json", body)),
        run: (all) => sendAll(all, CLIENTS),
      });
      const limit = side({
        prepare: () =>
          bodies().map((body) => ({ ...sending("application/json", body), url: `${bare.url}/api/bare` })),
        run: (all) => sendAll(all, CLIENTS),
      });
      const [times, bareTimes] = await inTurn([ours, limit], bench.rounds);
      const operation = `single events over HTTP, ${CLIENTS} clients`;
      return [
        toRow({
          operation,
          ours: times,
          limit: { name: "bare Next route", times: bareTimes },
          items: SINGLES,
          goal: { share: 0.6 },
        }),
      ];
    } finally {
      await bare.stop();
    }
  });

type Some = () => ReturnType<Bench["samples"]["take"]>[];

function bareSide({ pool, largest }: Bench, some: Some, inserts: typeof bareInserts) {
  return side({
    prepare: () => some().map((events) => inserts(largest.id, events)),
    run: (all) => inTransactions(pool, all),
  });
}
