import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { archiveFolder, exportFolder, parseEnv } from "@/lib/env";

describe("the settings", () => {
  it("have working defaults", () => {
    const settings = parseEnv({});
    expect([settings.DATA_DIR, settings.PORT, settings.SIGN_UP]).toEqual([".data", 3000, "closed"]);
  });

  it("limit the rate of requests unless told not to", () => {
    const { RATE_LIMIT_PER_SECOND, RATE_LIMIT_INGEST_PER_SECOND } = parseEnv({
      RATE_LIMIT_PER_SECOND: "",
      RATE_LIMIT_INGEST_PER_SECOND: "0",
    });
    expect([RATE_LIMIT_PER_SECOND, RATE_LIMIT_INGEST_PER_SECOND]).toEqual([500, 0]);
  });

  it("batch 100 events or 5 seconds of them in the recorder", () => {
    const { USAGE_BATCH_SIZE, USAGE_BATCH_TIMEOUT } = parseEnv({ USAGE_BATCH_SIZE: "" });
    expect([USAGE_BATCH_SIZE, USAGE_BATCH_TIMEOUT]).toEqual([100, 5]);
  });

  it("keep archives and exports under the data folder unless told otherwise, and archive nothing by themselves", () => {
    const settings = parseEnv({
      DATA_DIR: "/srv/meterline",
      BILLING_ARCHIVE_DIR: "",
      BILLING_EXPORT_DIR: "/exports",
    });
    expect([archiveFolder(settings), exportFolder(settings)]).toEqual(["/srv/meterline/archive", "/exports"]);
    expect(settings.BILLING_ARCHIVE_AFTER_DAYS).toBeUndefined();
    expect(parseEnv({ BILLING_ARCHIVE_AFTER_DAYS: "90" }).BILLING_ARCHIVE_AFTER_DAYS).toBe(90);
  });

  it("count every empty value as unset", () => {
    const names = [...readFileSync(".env.example", "utf8").matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name);
    expect(names.length).toBeGreaterThan(40);
    expect(parseEnv(Object.fromEntries(names.map((name) => [name, ""])))).toEqual(parseEnv({}));
  });

  it("take an empty address for none", () => {
    const settings = parseEnv({ DATABASE_URL: "", DATA_DIR: "", AUTH_GITHUB_ID: "", SMTP_URL: "" });
    expect([settings.DATABASE_URL, settings.DATA_DIR, settings.SMTP_URL]).toEqual([
      undefined,
      ".data",
      undefined,
    ]);
  });

  it.each([
    ["DATABASE_URL", "mysql://root@localhost/x"],
    ["DATABASE_DRIVER", "mysql"],
    ["DATABASE_POOL_SIZE", "0"],
    ["BILLING_ARCHIVE_AFTER_DAYS", "0"],
    ["PORT", "70000"],
    ["PORT", "http"],
    ["NEXTAUTH_URL", "usage.example.com"],
    ["NEXTAUTH_SECRET", "short"],
    ["API_JWT_SECRET", "short"],
    ["SIGN_UP", "yes"],
    ["SMTP_URL", "mail.example.com"],
    ["DEMO_MODE", "true"],
    ["RATE_LIMIT_INGEST_PER_SECOND", "-1"],
    ["RATE_LIMIT_INGEST_ORGANIZATION_PER_SECOND", "many"],
    ["RATE_LIMIT_PER_SECOND", "1.5"],
    ["RATE_LIMIT_ORGANIZATION_PER_SECOND", "2000000"],
    ["USAGE_BATCH_SIZE", "0"],
    ["USAGE_BATCH_TIMEOUT", "0"],
    ["AUTH_OIDC_ISSUER", "issuer"],
    ["USAGE_ALERT_WARNING", "0"],
    ["USAGE_ALERT_CRITICAL", "9e1"],
    ["USAGE_ALERT_CRITICAL", "75"],
    ["USAGE_ALERT_EXCEEDED", "89.9"],
    ["ALERT_LOG_MAX_BYTES", "10"],
    ["QUOTA_CLAIM_SECONDS", "-1"],
    ["OUTGOING_LOOPBACK", "yes"],
  ])("refuse %s=%s with a sentence that names it", (name, value) => {
    expect(() => parseEnv({ [name]: value })).toThrow(name);
  });

  it.each([
    ["AUTH_GITHUB_ID", "AUTH_GITHUB_SECRET"],
    ["AUTH_GOOGLE_SECRET", "AUTH_GOOGLE_ID"],
    ["AUTH_OIDC_ID", "AUTH_OIDC_ISSUER"],
  ])("refuse %s without %s", (given, missing) => {
    expect(() => parseEnv({ [given]: "https://x.example" })).toThrow(missing);
  });

  it("name every wrong setting at once", () => {
    expect(() => parseEnv({ PORT: "x", SIGN_UP: "x" })).toThrow(/PORT[\s\S]*SIGN_UP/);
  });
});
