import * as z from "zod";

/** Connection settings only: what `db` needs also in scripts. */
const text = z.string().optional();
const url = (protocols: RegExp, sentence: string) =>
  text.refine((value) => value === undefined || protocols.test(value), sentence);
/** Per second; 0 means no limit. */
const rate = (fallback: number) => z.coerce.number().int().min(0).max(1_000_000).default(fallback);
/** A share in percent as exact decimal text. */
const share = (fallback: string) =>
  z
    .string()
    .regex(/^(?=.*[1-9])\d{1,4}(\.\d{1,4})?$/, "must be a percentage such as 75")
    .default(fallback);

/** A decimal above 0, kept as text since credits are exact. */
const rateOfCredits = (fallback: string) =>
  z
    .string()
    .regex(/^(?=.*[1-9])\d{1,15}(\.\d{1,15})?$/, "must be a decimal number above 0 such as 0.5")
    .default(fallback);

const schema = z.object({
  DATABASE_URL: url(
    /^postgres(ql)?:\/\/\S+$/,
    "must be an address such as postgres://user:password@host:5432/name",
  ),
  DATABASE_DRIVER: z.enum(["pg", "neon"]).optional(),
  NEON_WS_PROXY: text,
  DATABASE_PREPARED_STATEMENTS: z.enum(["on", "off"]).default("on"),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(200).default(10),
  DATA_DIR: z.string().default(".data"),
  BILLING_ARCHIVE_DIR: text,
  BILLING_EXPORT_DIR: text,
  BILLING_ARCHIVE_AFTER_DAYS: z.coerce.number().int().min(1).max(36_500).optional(),
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  HOST: z.string().default("127.0.0.1"),
  NEXTAUTH_URL: url(/^https?:\/\/\S+$/, "must be the address people open, such as https://usage.example.com"),
  NEXTAUTH_SECRET: text.refine((v) => v === undefined || v.length >= 16, "must have at least 16 characters"),
  API_JWT_SECRET: text.refine((v) => v === undefined || v.length >= 16, "must have at least 16 characters"),
  AUTH_GITHUB_ID: text,
  AUTH_GITHUB_SECRET: text,
  AUTH_GOOGLE_ID: text,
  AUTH_GOOGLE_SECRET: text,
  AUTH_OIDC_ISSUER: url(/^https?:\/\/\S+$/, "must be the issuer's address"),
  AUTH_OIDC_ID: text,
  AUTH_OIDC_SECRET: text,
  SIGN_UP: z.enum(["open", "closed"]).default("closed"),
  SMTP_URL: url(/^smtps?:\/\/\S+$/, "must be an address such as smtp://user:password@host:587"),
  MAIL_FROM: z.string().default("Meterline <meterline@localhost>"),
  CRON_SECRET: text,
  RATE_LIMIT_INGEST_PER_SECOND: rate(5000),
  RATE_LIMIT_INGEST_ORGANIZATION_PER_SECOND: rate(10_000),
  RATE_LIMIT_PER_SECOND: rate(500),
  RATE_LIMIT_ORGANIZATION_PER_SECOND: rate(2000),
  USAGE_BATCH_SIZE: z.coerce.number().int().min(1).max(10_000).default(100),
  USAGE_BATCH_TIMEOUT: z.coerce.number().gt(0).max(3600).default(5),
  USAGE_ALERT_WARNING: share("75"),
  USAGE_ALERT_CRITICAL: share("90"),
  USAGE_ALERT_EXCEEDED: share("100"),
  ALERT_LOG_FILE: text,
  ALERT_LOG_MAX_BYTES: z.coerce.number().int().min(1000).max(1e12).default(10_000_000),
  BILLING_GRACE_DAYS: z.coerce.number().int().min(0).max(365).default(3),
  QUOTA_CLAIM_SECONDS: z.coerce.number().int().min(0).max(3600).default(10),
  OUTGOING_LOOPBACK: z.enum(["on", "off"]).default("off"),
  LANGFUSE_HOST: url(
    /^https?:\/\/\S+$/,
    "must be the address of Langfuse, such as https://cloud.langfuse.com",
  ),
  TOKENS_PER_CREDIT: rateOfCredits("10"),
  CREDITS_PER_COMPUTE_MINUTE: rateOfCredits("50"),
  CREDITS_PER_GB_MONTH: rateOfCredits("500"),
  GB_HOURS_PER_GB_MONTH: rateOfCredits("730"),
  DEMO_MODE: z.enum(["on", "off"]).default("off"),
});

export type Env = z.output<typeof schema>;

/** Parses the environment; empty text counts as unset. Throws one sentence per wrong variable, each naming it. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.entries(source).filter(([, value]) => value !== "");
  const parsed = schema.safeParse(Object.fromEntries(given));
  if (parsed.success) return requireRising(requireTogether(parsed.data));
  const sentences = parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
  throw new Error(`Meterline cannot start with these settings:\n- ${sentences.join("\n- ")}`);
}

const PAIRS = [
  ["AUTH_GITHUB_ID", "AUTH_GITHUB_SECRET"],
  ["AUTH_GOOGLE_ID", "AUTH_GOOGLE_SECRET"],
  ["AUTH_OIDC_ID", "AUTH_OIDC_SECRET"],
  ["AUTH_OIDC_ID", "AUTH_OIDC_ISSUER"],
] as const;

function requireTogether(env: Env): Env {
  const lonely = PAIRS.flatMap(([a, b]) => {
    if ((env[a] === undefined) === (env[b] === undefined)) return [];
    return [env[a] === undefined ? `${a} is missing beside ${b}` : `${b} is missing beside ${a}`];
  });
  if (lonely.length === 0) return env;
  throw new Error(`Meterline cannot start with these settings:\n- ${lonely.join("\n- ")}`);
}

const RISING = [
  ["USAGE_ALERT_WARNING", "USAGE_ALERT_CRITICAL"],
  ["USAGE_ALERT_CRITICAL", "USAGE_ALERT_EXCEEDED"],
] as const;

function requireRising(env: Env): Env {
  const wrong = RISING.filter(([below, above]) => Number(env[above]) <= Number(env[below]));
  const sentences = wrong.map(([below, above]) => `${above} must be above ${below}`);
  if (sentences.length === 0) return env;
  throw new Error(`Meterline cannot start with these settings:\n- ${sentences.join("\n- ")}`);
}

let cached: Env | undefined;

/** The settings of this process, read once. */
export function env(): Env {
  cached ??= parseEnv(process.env);
  return cached;
}

type Folders = Pick<Env, "DATA_DIR" | "BILLING_ARCHIVE_DIR" | "BILLING_EXPORT_DIR">;

/** Where archives are written unless a command says otherwise. */
export function archiveFolder(settings: Folders = env()): string {
  return settings.BILLING_ARCHIVE_DIR ?? `${settings.DATA_DIR}/archive`;
}

/** Where exports are written that are not downloaded at once. */
export function exportFolder(settings: Folders = env()): string {
  return settings.BILLING_EXPORT_DIR ?? `${settings.DATA_DIR}/exports`;
}
