import { createRecorder, type RecorderOptions, type RecorderProblem } from "@/lib/recorder";

type Sent = { id: string; data: Record<string, unknown> };
type Answer = Response | Error;

/** A server that answers as told, in order, and then accepts everything. */
export function fakeServer(...answers: ((batch: Sent[]) => Answer)[]) {
  const batches: Sent[][] = [];
  const send = async (_: unknown, init?: RequestInit) => {
    const batch: Sent[] = JSON.parse(String(init?.body));
    batches.push(batch);
    const next = (answers.shift() ?? accepted)(batch);
    if (next instanceof Error) throw next;
    return next;
  };
  return { batches, sizes: () => batches.map((batch) => batch.length), fetch: send };
}

const accepted = (batch: Sent[]) => answer({ accepted: batch.length });
/** An answer with these counts and results. */
export const answer = (counts: object) =>
  Response.json({ accepted: 0, duplicates: 0, conflicts: 0, rejected: 0, results: [], ...counts });
/** Answers with a status and nothing else. */
export const status = (code: number, headers?: HeadersInit) => () =>
  Response.json({}, { status: code, headers });

/** A recorder of that server, with what it told of. */
export function recorderOf(server: ReturnType<typeof fakeServer>, options: Partial<RecorderOptions> = {}) {
  const problems: RecorderProblem[] = [];
  const recorder = createRecorder({
    ...{ url: "https://usage.test/", apiKey: "key", fetch: server.fetch },
    onError: (problem) => problems.push(problem),
    ...options,
  });
  const trackMany = (count: number) =>
    Promise.all(Array.from({ length: count }, () => recorder.track("api", 1)));
  return { recorder, problems, trackMany };
}
