/** Every failure that callers can act on. `lib/http/error-response.ts` maps each code to one status. */
export const ERROR_CODES = {
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  payload_too_large: 413,
  unsupported_media_type: 415,
  rate_limited: 429,
  database_unavailable: 503,
  too_slow: 503,
} as const;
export type ErrorCode = keyof typeof ERROR_CODES;

export class AppError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    options?: { cause?: unknown; retryAfterSeconds?: number },
  ) {
    super(message, { cause: options?.cause });
    this.name = new.target.name;
    this.retryAfterSeconds = options?.retryAfterSeconds;
  }
  readonly retryAfterSeconds: number | undefined;
}

export class UnauthorizedError extends AppError {
  constructor(message = "Sign in, or send an API key as a bearer token.") {
    super("unauthorized", message);
  }
}

export class ForbiddenError extends AppError {
  constructor(message: string) {
    super("forbidden", message);
  }
}

/** Also thrown for another organization's objects: a foreign object answers exactly like a missing one. */
export class NotFoundError extends AppError {
  constructor(message = "There is nothing here for you.") {
    super("not_found", message);
  }
}

export class ConflictError extends AppError {
  constructor(message: string) {
    super("conflict", message);
  }
}

export class LimitExceededError extends AppError {
  constructor(message: string, retryAfterSeconds: number) {
    super("rate_limited", message, { retryAfterSeconds });
  }
}

/** What drivers say, without a code, of a connection that is lost: at once, at the next statement, or before the first. */
const LOST_CONNECTION = /connection terminated|is not queryable|timeout exceeded when trying to connect/i;

/** The SQLSTATE or socket code of a failure, wherever a driver or drizzle wrapped it; empty for other failures. */
export function failureCode(error: unknown, depth = 0): string {
  if (!(error instanceof Error) || depth > 5) return "";
  if ("code" in error && typeof error.code === "string" && !(error instanceof AppError)) return error.code;
  if (LOST_CONNECTION.test(error.message)) return "08006";
  return failureCode(error.cause, depth + 1);
}
