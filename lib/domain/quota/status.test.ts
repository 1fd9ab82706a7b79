import { describe, expect, it } from "vitest";
import { DEFAULT_THRESHOLDS, quotaRatio, quotaStatus, reachesShare } from "@/lib/domain/quota/status";

describe("quotaStatus", () => {
  it.each([
    ["ok", "74.999999", "100"],
    ["warning", "75", "100"],
    ["warning", "89.999999", "100"],
    ["critical", "90", "100"],
    // 99.5 % rounds to 100 and is not.
    ["critical", "99.5", "100"],
    ["critical", "99.999999999999999999999999999", "100"],
    ["exceeded", "100", "100"],
    ["exceeded", "250", "100"],
    // 3 × 0.75 = 2.25, 3 × 0.9 = 2.7
    ["ok", "2.249999", "3"],
    ["warning", "2.25", "3"],
    ["critical", "2.7", "3"],
    ["critical", "899999999999999999999999999999.9", "900000000000000000000000000000"],
    // Freed storage makes usage negative.
    ["ok", "-5", "100"],
  ])("is %s at %s of %s", (status, used, limit) => {
    expect(quotaStatus(used, limit, DEFAULT_THRESHOLDS)).toBe(status);
  });

  it("tells nothing allowed, unlimited and no quota apart", () => {
    expect(quotaStatus("0", "0", DEFAULT_THRESHOLDS)).toBe("ok");
    expect(quotaStatus("0.000001", "0", DEFAULT_THRESHOLDS)).toBe("exceeded");
    expect(quotaStatus("-1", "0", DEFAULT_THRESHOLDS)).toBe("ok");
    expect(quotaStatus("1000000", null, DEFAULT_THRESHOLDS)).toBe("unlimited");
    expect(quotaStatus("1000000", undefined, DEFAULT_THRESHOLDS)).toBe("no_quota");
  });

  it("follows other thresholds", () => {
    const early = { warning: "50", critical: "80.5", exceeded: "99" };
    expect(quotaStatus("80.4", "100", early)).toBe("warning");
    expect(quotaStatus("80.5", "100", early)).toBe("critical");
    expect(quotaStatus("99", "100", early)).toBe("exceeded");
  });
});

it("reaches a share above the whole", () => {
  expect(reachesShare("149.9", "100", "150")).toBe(false);
  expect(reachesShare("150", "100", "150")).toBe(true);
});

it("gives the ratio to 6 places, and none without a limit to divide by", () => {
  expect(quotaRatio("75", "100")).toBe("0.75");
  expect(quotaRatio("2", "3")).toBe("0.666667");
  expect(quotaRatio("250", "100")).toBe("2.5");
  expect(quotaRatio("0", "0")).toBeNull();
  expect(quotaRatio("5", null)).toBeNull();
});
