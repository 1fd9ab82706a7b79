import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { answer, fakeServer, recorderOf, status } from "@/lib/testing/fake-ingest";

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(0);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

describe("batches", () => {
  it("go as soon as they are full, and the rest when it has waited", async () => {
    const server = fakeServer();
    const { recorder, trackMany } = recorderOf(server, { batchSize: 3, flushAfterMs: 1000 });
    await trackMany(7);
    await vi.advanceTimersByTimeAsync(0);
    expect(server.sizes()).toEqual([3, 3]);
    await vi.advanceTimersByTimeAsync(999);
    expect(server.sizes()).toEqual([3, 3]);
    await vi.advanceTimersByTimeAsync(1);
    expect(server.sizes()).toEqual([3, 3, 1]);
    expect(recorder.pending).toBe(0);
  });

  it("hold 100 events and wait 5 seconds unless the settings say otherwise", async () => {
    const server = fakeServer();
    await recorderOf(server).trackMany(101);
    await vi.advanceTimersByTimeAsync(4999);
    expect(server.sizes()).toEqual([100]);
    await vi.advanceTimersByTimeAsync(1);
    expect(server.sizes()).toEqual([100, 1]);

    vi.stubEnv("USAGE_BATCH_SIZE", "2");
    vi.stubEnv("USAGE_BATCH_TIMEOUT", "0.5");
    const other = fakeServer();
    await recorderOf(other).trackMany(3);
    await vi.advanceTimersByTimeAsync(500);
    expect(other.sizes()).toEqual([2, 1]);
    vi.stubEnv("USAGE_BATCH_SIZE", "many");
    expect(() => recorderOf(other)).toThrow("USAGE_BATCH_SIZE");
  });

  it("carry whole events to the right address, made when they are tracked", async () => {
    vi.setSystemTime("2026-11-20T10:00:00Z");
    const asked = vi.fn<typeof fetch>(async () => answer({ accepted: 2 }));
    const { recorder } = recorderOf(fakeServer(), { fetch: asked, source: "shop" });
    const properties = { model: "small" };
    await recorder.track("ai_tokens", "1.50", { subject: "ann", team: "web", provider: "x", properties });
    properties.model = "changed afterwards";
    await recorder.track({ type: "prompt", id: "7", data: { tokens: 2 } });
    vi.setSystemTime("2026-11-20T11:00:00Z");
    await recorder.flush();
    const [address, init] = asked.mock.calls[0] ?? [];
    expect(address).toBe("https://usage.test/api/billing/events");
    expect(init?.headers).toMatchObject({ authorization: "Bearer key" });
    const time = "2026-11-20T10:00:00.000Z";
    expect(JSON.parse(String(init?.body))).toEqual([
      {
        ...{
          id: expect.stringMatching(/^[0-9a-f-]{36}$/),
          source: "shop",
          type: "usage",
          subject: "ann",
          time,
        },
        data: { model: "small", usage_type: "ai_tokens", quantity: "1.50", team_id: "web", provider: "x" },
      },
      { id: "7", source: "shop", type: "prompt", time, data: { tokens: 2 } },
    ]);
  });
});

describe("retries", () => {
  it.each([
    ["an error of the server", status(503)],
    ["a broken connection", () => new Error("socket hang up")],
    ["a key that is not valid yet", status(401)],
    ["a page that is no answer", () => new Response("<html>", { status: 200 })],
    ["an answer about fewer events", () => answer({ accepted: 1 })],
  ])("send the same ids again after %s", async (_, failure) => {
    const server = fakeServer(failure, failure);
    const { recorder, problems, trackMany } = recorderOf(server);
    await trackMany(2);
    const flushed = recorder.flush();
    // Half of 500 ms, then half of 1 s, the random part being 0 here.
    await vi.advanceTimersByTimeAsync(249);
    expect(server.batches).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(server.batches).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(500);
    await flushed;
    expect(server.batches).toHaveLength(3);
    expect(server.batches[2]).toEqual(server.batches[0]);
    expect(problems).toMatchObject([
      { kind: "retrying", attempt: 1, waitMs: 250 },
      { kind: "retrying", attempt: 2, waitMs: 500 },
    ]);
    expect(recorder.pending).toBe(0);
  });

  it.each([
    ["seconds", "7"],
    ["a date", "Fri, 20 Nov 2026 10:00:07 GMT"],
  ])("wait as long as the server asks, in %s", async (_, header) => {
    vi.setSystemTime("2026-11-20T10:00:00Z");
    const server = fakeServer(status(429, { "retry-after": header }));
    const { recorder, trackMany } = recorderOf(server);
    await trackMany(1);
    const flushed = recorder.flush();
    await vi.advanceTimersByTimeAsync(6999);
    expect(server.batches).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    await flushed;
    expect(server.batches).toHaveLength(2);
  });

  it("halve what is too large, down to the event that is", async () => {
    const tooLarge = status(413);
    const server = fakeServer(tooLarge, tooLarge);
    const { recorder, problems, trackMany } = recorderOf(server);
    await trackMany(3);
    await recorder.flush();
    expect(server.sizes()).toEqual([3, 2, 1, 2]);
    expect(problems).toEqual([]);

    const other = fakeServer(tooLarge);
    const { recorder: second, problems: told } = recorderOf(other);
    await second.track("api", 1);
    await second.flush();
    expect(told).toMatchObject([{ kind: "rejected", code: "too_large" }]);
  });
});
