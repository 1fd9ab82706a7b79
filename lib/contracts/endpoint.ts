import type * as z from "zod";
import type { Access } from "@/lib/domain/viewer";

/** Who an endpoint is for: callers in an organization, signed-in people about themselves, or everyone. */
export type Audience = Access | "account" | "public";

/** One endpoint of the API. Validation, types, the OpenAPI document and the client all come from this value. */
export type Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
  A extends Audience = Access,
> = {
  id: string;
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** With `{name}` for path parameters. */
  path: `/api/${string}`;
  summary: string;
  description?: string;
  access: A;
  params?: Params;
  query?: Query;
  body?: Body;
  /** The content types of the body; application/json unless told. */
  bodyTypes?: readonly string[];
  response: Response;
  /** The status of success; 200 unless told. */
  status?: 200 | 201 | 202 | 204;
  /** The answer holds a secret that is shown once: it is never kept for a repeated `Idempotency-Key`. */
  holdsSecret?: boolean;
};

export function defineEndpoint<
  Params extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
  Response extends z.ZodType = z.ZodUndefined,
  A extends Audience = Access,
>(endpoint: Endpoint<Params, Query, Body, Response, A>): Endpoint<Params, Query, Body, Response, A> {
  return endpoint;
}

/** Any endpoint, whoever it is for. */
export type AnyEndpoint = Endpoint<z.ZodType, z.ZodType, z.ZodType, z.ZodType, Audience>;

/** Whether asking again would make another one: then an `Idempotency-Key` is honoured. */
export function isCreation({ method, status }: Pick<AnyEndpoint, "method" | "status">): boolean {
  return method === "POST" && status === 201;
}

/** What a plain array covers: told in headers, since the array has no room for it. */
export type Coverage = { from: string; to: string; timezone: string; as_of: string; complete_until: string };

/** What a service gets: the decoded path parameters, query and body of its endpoint, in one object. */
export type EndpointInput<E> =
  E extends Endpoint<infer P, infer Q, infer B, z.ZodType, Audience>
    ? Decoded<P> & Decoded<Q> & (B extends z.ZodUndefined ? unknown : { body: z.output<B> })
    : never;
type Decoded<S extends z.ZodType> = S extends z.ZodUndefined ? unknown : z.output<S>;

/** What a service returns and a caller receives. */
export type EndpointResponse<E> =
  E extends Endpoint<z.ZodType, z.ZodType, z.ZodType, infer R, Audience> ? z.output<R> : never;
