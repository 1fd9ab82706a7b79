import { randomUUID } from "node:crypto";
import type { Context } from "@/db/context";
import { identify } from "@/lib/auth/request";
import type {
  AnyEndpoint,
  Coverage,
  Endpoint,
  EndpointInput,
  EndpointResponse,
} from "@/lib/contracts/endpoint";
import { admit } from "@/lib/http/admit";
import { callerName } from "@/lib/http/caller-name";
import { conditional, unchanged, versionOf } from "@/lib/http/conditional";
import { errorResponse } from "@/lib/http/error-response";
import { type Answer, answerOnce } from "@/lib/http/idempotency";
import { parseRequest } from "@/lib/http/parse-request";
import { withServerTiming } from "@/lib/http/server-timing";
import { timed } from "@/lib/timing";

export type RouteContext = { params: Promise<Record<string, string | string[] | undefined>> };
export type RouteHandler = (request: Request, route: RouteContext) => Promise<Response>;
type Service<E, Answer> = (context: Context, input: EndpointInput<E>) => Promise<Answer>;
/** Reads an answer in one snapshot with the version of all that it is made of; null where there is none. */
type Versioned<E> = <T>(
  context: Context,
  input: EndpointInput<E>,
  read: (context: Context, version: string | null) => Promise<T>,
) => Promise<T>;

/** Wires one contract to one service: who asks, what they ask, the answer or a problem. */
export function route<E extends Endpoint>(
  endpoint: E,
  service: Service<E, EndpointResponse<E>>,
  versioned?: Versioned<E>,
): RouteHandler {
  const answer = async (context: Context, input: EndpointInput<E>) => ({
    body: await service(context, input),
    headers: {},
  });
  return respond(endpoint, answer, versioned);
}

/** The same for answers that are plain arrays: what they cover is told in headers. */
export function routeWithCoverage<E extends Endpoint>(
  endpoint: E,
  service: Service<E, { body: EndpointResponse<E>; coverage: Coverage }>,
  versioned?: Versioned<E>,
): RouteHandler {
  const answer = async (context: Context, input: EndpointInput<E>) => {
    const { body, coverage } = await service(context, input);
    return {
      body,
      headers: {
        "Meterline-From": coverage.from,
        "Meterline-To": coverage.to,
        "Meterline-Timezone": coverage.timezone,
        "Meterline-Complete-Until": coverage.complete_until,
      },
    };
  };
  return respond(endpoint, answer, versioned);
}

function respond<E extends Endpoint>(
  endpoint: E,
  answer: Service<E, Answer>,
  versioned: Versioned<E> = unversioned,
): RouteHandler {
  return withServerTiming(async (request, { params }) => {
    const requestId = randomUUID();
    try {
      const caller = await timed("auth", () => identify(request));
      const input = await timed("parse", async () => parseRequest(endpoint, request, await params));
      const context = await timed("auth", () => admit(caller, endpoint.access, chosenOrganization(input)));
      const asked = { endpoint, request, input, caller: `${context.tenantId} ${callerName(context.viewer)}` };
      if (endpoint.method === "GET") return await answerGet(asked, context, { answer, versioned, requestId });
      const { body, headers } = await answerOnce(asked, context, (context) => answer(context, input));
      return success(endpoint, body, { ...headers, "x-request-id": requestId });
    } catch (error) {
      return errorResponse(error, requestId);
    }
  });
}

type AskedGet<E> = { endpoint: AnyEndpoint; request: Request; input: EndpointInput<E> };
type Answering<E> = { answer: Service<E, Answer>; versioned: Versioned<E>; requestId: string };

/** A caller who has the same answer already gets 304: without making it where the version of its sources is known. */
function answerGet<E>(
  { endpoint, request, input }: AskedGet<E>,
  context: Context,
  { answer, versioned, requestId }: Answering<E>,
): Promise<Response> {
  const told = { "x-request-id": requestId, ...REVALIDATED };
  return versioned(context, input, async (inside, sources) => {
    const { tenant, viewer } = context;
    const version = sources && versionOf([PROCESS, sources, endpoint.id, input, tenant, viewer]);
    const same = unchanged(request, version, told);
    if (same) return same;
    const { body, headers } = await answer(inside, input);
    return conditional(request, body, { ...headers, ...told }, version);
  });
}

const unversioned: Versioned<unknown> = (context, _, read) => read(context, null);

/** Another build may answer otherwise. */
const PROCESS = randomUUID();

/** The organization in the path, or the one chosen among the caller's own by `organization_id`. */
export function chosenOrganization(input: unknown): string | undefined {
  if (typeof input !== "object" || input === null) return undefined;
  if ("tenant_id" in input && typeof input.tenant_id === "string") return input.tenant_id;
  if ("organization_id" in input && typeof input.organization_id === "string") return input.organization_id;
  return undefined;
}

/** Browsers may keep an answer, and ask each time whether it is still true. */
const REVALIDATED = { "cache-control": "private, no-cache" };

export function success(endpoint: AnyEndpoint, body: unknown, headers: Record<string, string>): Response {
  const status = endpoint.status ?? 200;
  const settings = { status, headers: { ...headers, ...REVALIDATED } };
  return status === 204 ? new Response(null, settings) : Response.json(body, settings);
}
