import type { RecorderEvent } from "./event";
import type { RecorderProblem } from "./recorder";
import { sendBatch, type Target } from "./send";
import type { BatchSettings } from "./settings";

export type Batches = {
  /** Queues an event; resolves when no more than `maxQueued` wait up to this one. */
  add(event: RecorderEvent): Promise<void>;
  flush(): Promise<void>;
  /** Gives up what is being sent. */
  stop(): Promise<void>;
  pending(): readonly RecorderEvent[];
};

type Report = (problem: RecorderProblem) => void;

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;

/** Sends queued events in batches, one request at a time, when enough wait or some have waited long enough. */
export function createDelivery(
  settings: BatchSettings,
  target: Target,
  report: Report,
  onSettled: (pending: readonly RecorderEvent[]) => void,
): Batches {
  const queue: RecorderEvent[] = [];
  const stopping = new AbortController();
  let waiting: { until: number; resolve: () => void }[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | undefined;
  let settled = 0;
  /** How many events at the head of the queue are to be sent though they fill no batch. */
  let due = 0;

  const added = () => settled + queue.length;
  const isDue = () => !stopping.signal.aborted && (queue.length >= settings.batchSize || due > 0);

  function settledUntil(until: number): Promise<void> {
    if (settled >= until || stopping.signal.aborted) return Promise.resolve();
    return new Promise((resolve) => waiting.push({ until, resolve }));
  }

  function release(): void {
    const isOver = ({ until }: { until: number }) => settled >= until || stopping.signal.aborted;
    for (const { resolve } of waiting.filter(isOver)) resolve();
    waiting = waiting.filter((one) => !isOver(one));
  }

  async function deliverDue(): Promise<void> {
    while (isDue()) {
      const sent = await deliver(target, queue.slice(0, settings.batchSize), report, stopping.signal);
      queue.splice(0, sent);
      settled += sent;
      due = Math.max(0, due - sent);
      if (sent > 0) onSettled(queue);
      release();
    }
    // In the same step as the last look at the queue, so that nothing is left between them.
    running = undefined;
    startTimer();
  }

  function start(): void {
    if (running || !isDue()) return;
    clearTimeout(timer);
    timer = undefined;
    running = deliverDue();
  }

  function startTimer(): void {
    if (queue.length === 0 || timer !== undefined || stopping.signal.aborted) return;
    timer = setTimeout(flush, settings.flushAfterMs);
  }

  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    due = queue.length;
    start();
    return settledUntil(added());
  }

  return {
    add(event) {
      queue.push(event);
      start();
      if (!running) startTimer();
      return settledUntil(added() - settings.maxQueued);
    },
    flush,
    async stop() {
      stopping.abort();
      clearTimeout(timer);
      await running;
      release();
    },
    pending: () => [...queue],
  };
}

/** Sends a batch until it is settled; answers how many events of it are. */
async function deliver(
  target: Target,
  batch: readonly RecorderEvent[],
  report: Report,
  stop: AbortSignal,
): Promise<number> {
  for (let attempt = 1; ; attempt++) {
    const outcome = await sendBatch(target, batch, stop);
    if (stop.aborted && outcome.kind === "failed") return 0;
    if (outcome.kind === "failed") {
      const { status, detail, retryAfterMs } = outcome;
      const waitMs = Math.max(retryAfterMs, backOff(attempt));
      report({ kind: "retrying", status, detail, attempt, waitMs });
      await sleep(waitMs, stop);
      if (stop.aborted) return 0;
    } else if (outcome.kind === "too_large" && batch.length > 1) {
      return deliver(target, batch.slice(0, Math.ceil(batch.length / 2)), report, stop);
    } else {
      const detail = "The event is too large.";
      const whole = outcome.kind === "too_large" ? { code: "too_large", detail } : outcome;
      const refusals =
        "refusals" in whole
          ? whole.refusals
          : batch.map((event) => ({ event, code: whole.code, detail: whole.detail }));
      for (const refusal of refusals) report({ kind: "rejected", ...refusal });
      return batch.length;
    }
  }
}

/** Doubles with every attempt, and spreads over half of it so that many senders do not come back at once. */
function backOff(attempt: number): number {
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempt - 1));
  return Math.round(wait * (0.5 + Math.random() / 2));
}

function sleep(ms: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      stop.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    stop.addEventListener("abort", done);
  });
}
