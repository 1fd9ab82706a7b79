import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { answer, fakeServer, recorderOf, status } from "@/lib/testing/fake-ingest";

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(0);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe("events that cannot count", () => {
  it("are told with their code, and the others are done", async () => {
    const results = [
      { index: 0, status: "rejected", code: "no_meter", detail: "No such meter." },
      { index: 1, status: "duplicate" },
      { index: 2, status: "conflict" },
    ];
    const server = fakeServer(() =>
      answer({ accepted: 1, rejected: 1, duplicates: 1, conflicts: 1, results }),
    );
    const { recorder, problems, trackMany } = recorderOf(server);
    await trackMany(4);
    await recorder.flush();
    expect(problems).toMatchObject([
      { kind: "rejected", code: "no_meter", event: { id: server.batches[0]?.[0]?.id } },
      { kind: "rejected", code: "conflict", event: { id: server.batches[0]?.[2]?.id } },
    ]);
    expect(recorder.pending).toBe(0);
  });

  it("are told when they cannot even be sent, and nothing is thrown", async () => {
    const { recorder, problems } = recorderOf(fakeServer());
    await recorder.track("api", Number.NaN);
    await recorder.track({ type: "x", data: {}, time: new Date("never") });
    await recorder.close();
    await recorder.track("api", 1);
    expect(problems.map((problem) => "code" in problem && problem.code)).toEqual([
      "invalid_event",
      "invalid_event",
      "closed",
    ]);
  });
});

describe("back-pressure and the end", () => {
  it("lets callers wait while the queue is full", async () => {
    const server = fakeServer(status(500));
    const { recorder } = recorderOf(server, { batchSize: 2, maxQueued: 2 });
    let isThrough = false;
    await recorder.track("api", 1);
    await recorder.track("api", 1);
    const third = recorder.track("api", 1).then(() => {
      isThrough = true;
    });
    await vi.advanceTimersByTimeAsync(200);
    expect(isThrough).toBe(false);
    await vi.advanceTimersByTimeAsync(50);
    await third;
    expect(recorder.pending).toBe(1);
  });

  it("drains the queue when it is closed", async () => {
    const server = fakeServer();
    const { recorder, trackMany } = recorderOf(server, { batchSize: 2 });
    await trackMany(5);
    expect(await recorder.close()).toEqual({ unsent: 0 });
    expect(server.sizes()).toEqual([2, 2, 1]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("tells what could not be sent in time", async () => {
    const down = () => new Error("down");
    const server = fakeServer(...Array.from({ length: 9 }, () => down));
    const { recorder, problems, trackMany } = recorderOf(server);
    await trackMany(2);
    const closed = recorder.close({ timeoutMs: 600 });
    await vi.advanceTimersByTimeAsync(600);
    expect(await closed).toEqual({ unsent: 2 });
    expect(problems.filter(({ kind }) => kind === "rejected")).toMatchObject([
      { code: "not_sent", event: { id: server.batches[0]?.[0]?.id } },
      { code: "not_sent", event: { id: server.batches[0]?.[1]?.id } },
    ]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
