import type * as z from "zod";
import type { AnyEndpoint, EndpointInput } from "@/lib/contracts/endpoint";
import { AppError, NotFoundError } from "@/lib/errors";
import { InvalidRequest } from "@/lib/http/invalid-request";

const MAX_JSON_BYTES = 1_000_000;

/** Decodes a value by a schema; what is wrong is refused by its field. */
export function parseWith<S extends z.ZodType>(
  schema: S,
  value: unknown,
  refusal = InvalidRequest.from,
): z.output<S> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw refusal(parsed.error);
  return parsed.data;
}

/** Decodes the parameters of a query string; what is wrong is refused by its parameter. */
export function parseParameters<S extends z.ZodType>(schema: S, parameters: object): z.output<S> {
  return parseWith(schema, parameters, InvalidRequest.ofParameters);
}

function queryRecord(search: URLSearchParams): Record<string, string> {
  const record = new Map<string, string>();
  for (const [name, value] of search) {
    if (record.has(name)) throw InvalidRequest.of("duplicate_parameter", name, "is given more than once");
    if (value.includes("\u0000"))
      throw InvalidRequest.of("invalid_parameter", name, "must not hold a zero byte");
    record.set(name, value);
  }
  return Object.fromEntries(record);
}

/** Whether an endpoint may be asked without a body. */
export const isOptional = (body: z.ZodType): boolean => body.safeParse(undefined).success;

async function readJson(request: Request, body: z.ZodType): Promise<unknown> {
  const unsaid =
    request.headers.get("content-type") === null || request.headers.get("content-length") === "0";
  if (unsaid && isOptional(body) && (await request.clone().text()) === "") return undefined;
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/([\w.-]+\+)?json\b/i.test(type)) {
    throw new AppError("unsupported_media_type", "Send the body as application/json.");
  }
  const declared = Number(request.headers.get("content-length") ?? 0);
  const text = declared > MAX_JSON_BYTES ? null : await request.text();
  if (text === null || text.length > MAX_JSON_BYTES) {
    throw new AppError("payload_too_large", `The body must not be larger than ${MAX_JSON_BYTES} bytes.`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw InvalidRequest.of("invalid_parameter", "body", "is not JSON");
  }
}

/** Decodes path, query and body by the endpoint's schemas; a wrong path is a 404, anything else wrong a 400. */
export async function parseRequest<E extends AnyEndpoint>(
  endpoint: E,
  request: Request,
  pathParams: Record<string, unknown>,
): Promise<EndpointInput<E>> {
  const params = endpoint.params?.safeParse(pathParams);
  if (params && !params.success) throw new NotFoundError();
  const search = queryRecord(new URL(request.url).searchParams);
  const query = endpoint.query ? parseParameters(endpoint.query, search) : refuseQuery(search);
  const body = endpoint.body
    ? { body: parseWith(endpoint.body, await readJson(request, endpoint.body)) }
    : {};
  // The pieces were decoded by this endpoint's own schemas, which is what EndpointInput spells.
  return { ...asRecord(params?.data), ...asRecord(query), ...body } as EndpointInput<E>;
}

function refuseQuery(search: Record<string, string>): undefined {
  const [name] = Object.keys(search);
  if (name !== undefined)
    throw InvalidRequest.of("unknown_parameter", name, "is not a parameter of this endpoint");
  return undefined;
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
