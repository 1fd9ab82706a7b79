import { type Batches, createDelivery } from "./delivery";
import {
  completeEvent,
  type Details,
  meterEvent,
  type NewEvent,
  type Quantity,
  type RecorderEvent,
} from "./event";
import type { Target } from "./send";
import { type BatchSettings, batchSettings } from "./settings";

/** What went wrong. Only `rejected` is final; `retrying` events wait, `spill` means that the file cannot be written. */
export type RecorderProblem =
  | { kind: "rejected"; code: string; detail: string; event: unknown }
  | { kind: "retrying"; status: number | null; detail: string; attempt: number; waitMs: number }
  | { kind: "spill"; detail: string };

type Report = (problem: RecorderProblem) => void;

/** Where events wait for their acknowledgement; `openSpillFile` makes one. */
export type SpillFile = {
  /** What an earlier process left, and lines of its file that are no events. */
  events: readonly RecorderEvent[];
  unreadable: readonly string[];
  append(event: RecorderEvent): void;
  /** Told after each acknowledged batch, with what still waits. */
  settle(pending: readonly RecorderEvent[]): void;
  close(): void;
};

export type RecorderOptions = Partial<BatchSettings> & {
  /** Where Meterline answers, such as https://usage.example.com. */
  url: string;
  /** A key with the scope `ingest`. */
  apiKey: string;
  source?: string;
  spillFile?: SpillFile;
  fetch?: typeof fetch;
  requestTimeoutMs?: number;
  onError?: (problem: RecorderProblem) => void;
};

export type Recorder = {
  /**
   * Queues an event and never throws. The promise resolves at once while there is room, and else when there is
   * room again: awaiting it is the back-pressure.
   */
  track(event: NewEvent): Promise<void>;
  track(meter: string, quantity: Quantity, details?: Details): Promise<void>;
  /** Sends what is queued now; resolves when all of it is acknowledged or rejected. */
  flush(): Promise<void>;
  /** Takes no more events, sends the rest for at most `timeoutMs`, and tells how many could not be sent. */
  close(options?: { timeoutMs?: number }): Promise<{ unsent: number }>;
  /** How many events are not settled yet. */
  readonly pending: number;
};

/** A recorder of usage that batches, retries, and loses nothing silently. */
export function createRecorder(options: RecorderOptions): Recorder {
  const { spillFile, source = "meterline-recorder", apiKey, url } = options;
  const settings = batchSettings(options);
  const report = reporter(options.onError ?? logProblem);
  const target: Target = {
    // Some runtimes refuse a fetch that is called as a method of another object.
    ...{ url, apiKey, fetch: options.fetch ?? ((...request) => fetch(...request)) },
    requestTimeoutMs: options.requestTimeoutMs ?? 30_000,
  };
  const keep = keeper(spillFile, report);
  const batches = createDelivery(settings, target, report, (pending) => keep((file) => file.settle(pending)));
  replay(spillFile, batches, report);

  let closing: Promise<{ unsent: number }> | undefined;
  async function track(first: NewEvent | string, quantity: Quantity = 1, details?: Details): Promise<void> {
    const reject = (code: string, detail: string) => report({ kind: "rejected", code, detail, event: first });
    if (closing) return reject("closed", "The recorder is closed.");
    try {
      const given = typeof first === "string" ? meterEvent(first, quantity, details) : first;
      const event = completeEvent(given, source);
      keep((file) => file.append(event));
      return batches.add(event);
    } catch (error) {
      reject("invalid_event", sentence(error));
    }
  }
  return {
    track,
    flush: () => batches.flush(),
    close({ timeoutMs = 10_000 } = {}) {
      closing ??= closeWithin(timeoutMs, batches, report, spillFile !== undefined).finally(() =>
        keep((file) => file.close()),
      );
      return closing;
    },
    get pending() {
      return batches.pending().length;
    },
  };
}

/** Writes to the spill file, if there is one. A full disk must not stop the sending. */
function keeper(spillFile: SpillFile | undefined, report: Report) {
  return (write: (file: SpillFile) => void): void => {
    try {
      if (spillFile) write(spillFile);
    } catch (error) {
      report({ kind: "spill", detail: sentence(error) });
    }
  };
}

/** Queues what an earlier process left. */
function replay(spillFile: SpillFile | undefined, batches: Batches, report: Report): void {
  const told = { code: "unreadable", detail: "A line of the spill file is no event." };
  for (const line of spillFile?.unreadable ?? []) report({ kind: "rejected", ...told, event: line });
  for (const event of spillFile?.events ?? []) void batches.add(event);
}

async function closeWithin(
  timeoutMs: number,
  batches: Batches,
  report: Report,
  isKept: boolean,
): Promise<{ unsent: number }> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, timeoutMs);
  });
  await Promise.race([batches.flush(), late]);
  clearTimeout(timer);
  await batches.stop();
  const unsent = batches.pending();
  const detail = "The recorder was closed before the event was acknowledged.";
  if (!isKept) for (const event of unsent) report({ kind: "rejected", code: "not_sent", detail, event });
  return { unsent: unsent.length };
}

/** What listens must not be able to stop the recorder. */
function reporter(onError: Report): Report {
  return (problem) => {
    try {
      onError(problem);
    } catch (error) {
      console.error(error);
    }
  };
}

function logProblem(problem: RecorderProblem): void {
  console.error(`Usage recorder: ${problem.kind}. ${problem.detail}`);
}

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
