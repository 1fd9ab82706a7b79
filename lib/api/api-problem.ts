/** Why a request failed, as the API told it. `code` decides what the reader sees, never `message`. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors: Record<string, string[]>;
  readonly requestId: string | null;
  readonly retryAfterSeconds: number | null;

  constructor(fields: ApiProblemFields) {
    super(fields.detail);
    this.name = "ApiProblem";
    this.status = fields.status;
    this.code = fields.code;
    this.detail = fields.detail;
    this.errors = fields.errors ?? {};
    this.requestId = fields.requestId ?? null;
    this.retryAfterSeconds = fields.retryAfterSeconds ?? null;
  }
}

type ApiProblemFields = {
  /** 0 when no answer came at all. */
  status: number;
  code: string;
  detail: string;
  errors?: Record<string, string[]>;
  requestId?: string | null;
  retryAfterSeconds?: number | null;
};
