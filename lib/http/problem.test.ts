import { describe, expect, it, vi } from "vitest";
import { InvalidInput } from "@/lib/domain/invalid-input";
import {
  ConflictError,
  ForbiddenError,
  LimitExceededError,
  NotFoundError,
  UnauthorizedError,
} from "@/lib/errors";
import { errorResponse } from "@/lib/http/error-response";

describe("a failure becomes a problem", () => {
  it.each([
    [new UnauthorizedError(), 401, "unauthorized"],
    [new ForbiddenError("no"), 403, "forbidden"],
    [new NotFoundError(), 404, "not_found"],
    [new ConflictError("no"), 409, "conflict"],
    [new InvalidInput("range_reversed", "to", "must be after from"), 400, "range_reversed"],
  ])("%s is %i %s", async (error, status, code) => {
    const response = errorResponse(error, "r1");
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(await response.json()).toMatchObject({
      status,
      code,
      request_id: "r1",
      type: `/docs/api#${code}`,
    });
  });

  it("names the field of a refused input", async () => {
    const problem = await errorResponse(new InvalidInput("invalid_date", "from", "is no day"), "r1").json();
    expect(problem.errors).toEqual({ from: ["is no day"] });
  });

  it("tells a limited caller when to come back", () => {
    expect(errorResponse(new LimitExceededError("slow down", 7), "r1").headers.get("retry-after")).toBe("7");
  });

  it.each(["ECONNREFUSED", "57P01", "08006", "53300"])(
    "a database that is away (%s) is a 503, and a line in the log",
    async (code) => {
      const log = vi.spyOn(console, "error").mockImplementation(() => {});
      const wrapped = new Error("Failed query: select 1", {
        cause: Object.assign(new Error("gone"), { code }),
      });
      expect(errorResponse(wrapped, "r1").status).toBe(503);
      expect(log).toHaveBeenLastCalledWith(`request r1: database unavailable (${code})`);
    },
  );

  it.each([
    "Connection terminated unexpectedly",
    "Client has encountered a connection error and is not queryable",
    "Client was closed and is not queryable",
    "timeout exceeded when trying to connect",
  ])("a connection that is lost without a code is a 503, too: %s", (message) => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    const rollback = new Error("Failed query: rollback", { cause: new Error(message) });
    expect(errorResponse(rollback, "r1").status).toBe(503);
  });

  it("a question that was stopped because it took too long is a 503 that nobody should repeat", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => {});
    const stopped = Object.assign(new Error("canceling statement"), { code: "57014" });
    const response = errorResponse(new Error("Failed query: select 1", { cause: stopped }), "r1");
    expect(await response.json()).toMatchObject({ status: 503, code: "too_slow" });
    expect(response.headers.get("retry-after")).toBeNull();
    expect(log).toHaveBeenLastCalledWith("request r1: too slow (57014)");
  });

  it("an unknown failure keeps its text to the log", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => {});
    const response = errorResponse(new Error("secret table name"), "r1");
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("secret");
    expect(log).toHaveBeenCalled();
  });
});
