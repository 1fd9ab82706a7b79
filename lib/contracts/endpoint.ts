import type * as z from "zod";
import type { Access } from "@/lib/domain/viewer";

/** One endpoint of the API. Validation, types, the OpenAPI document and the client all come from this value. */
export type Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
> = {
  id: string;
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** With `{name}` for path parameters. */
  path: `/api/${string}`;
  summary: string;
  description?: string;
  access: Access;
  params?: Params;
  query?: Query;
  body?: Body;
  response: Response;
  /** The status of success; 200 unless told. */
  status?: 200 | 201 | 202 | 204;
};

export function defineEndpoint<
  Params extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
  Response extends z.ZodType = z.ZodUndefined,
>(endpoint: Endpoint<Params, Query, Body, Response>): Endpoint<Params, Query, Body, Response> {
  return endpoint;
}

/** What a plain array covers: told in headers, since the array has no room for it. */
export type Coverage = { from: string; to: string; timezone: string; as_of: string; complete_until: string };

/** What a service gets: the decoded path parameters, query and body of its endpoint, in one object. */
export type EndpointInput<E> =
  E extends Endpoint<infer P, infer Q, infer B, z.ZodType>
    ? Decoded<P> & Decoded<Q> & (B extends z.ZodUndefined ? unknown : { body: z.output<B> })
    : never;
type Decoded<S extends z.ZodType> = S extends z.ZodUndefined ? unknown : z.output<S>;

/** What a service returns and a caller receives. */
export type EndpointResponse<E> =
  E extends Endpoint<z.ZodType, z.ZodType, z.ZodType, infer R> ? z.output<R> : never;
