import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { retryTransient } from "@/lib/services/retry-transient";

const failure = (code: string, message = "failed") => Object.assign(new Error(message), { code });

describe("retryTransient", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it.each([
    failure("40P01"),
    failure("40001"),
    failure("08006"),
    failure("57P01"),
    failure("XX000"),
    failure("ECONNRESET"),
    new Error("Connection terminated unexpectedly"),
    new Error("Failed query: insert", { cause: failure("40P01") }),
  ])("repeats after %o", async (error) => {
    const work = vi.fn().mockRejectedValueOnce(error).mockRejectedValueOnce(error).mockResolvedValue("done");
    const result = retryTransient(work);
    await vi.runAllTimersAsync();
    expect(await result).toBe("done");
    expect(work).toHaveBeenCalledTimes(3);
  });

  it("does not repeat what would fail again", async () => {
    const work = vi.fn().mockRejectedValue(failure("23514"));
    await expect(retryTransient(work)).rejects.toThrow("failed");
    expect(work).toHaveBeenCalledTimes(1);
  });

  it("gives up after six times, having waited at most about three seconds", async () => {
    const work = vi.fn().mockRejectedValue(failure("40P01"));
    const begin = Date.now();
    const result = expect(retryTransient(work)).rejects.toThrow("failed");
    await vi.runAllTimersAsync();
    await result;
    expect(work).toHaveBeenCalledTimes(6);
    // Pauses of 60, 120, 240, 480 and 960 ms, each times at most 1.5.
    expect(Date.now() - begin).toBeLessThanOrEqual(2790);
  });
});
