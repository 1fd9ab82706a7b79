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
import { conditional } from "@/lib/http/conditional";
import { errorResponse } from "@/lib/http/error-response";
import { type Answer, answerOnce } from "@/lib/http/idempotency";
import { parseRequest } from "@/lib/http/parse-request";
import { withServerTiming } from "@/lib/http/server-timing";
import { timed } from "@/lib/timing";

export type RouteContext = { params: Promise<Record<string, string | string[] | undefined>> };
export type RouteHandler = (request: Request, route: RouteContext) => Promise<Response>;
type Service<E, Answer> = (context: Context, input: EndpointInput<E>) => Promise<Answer>;

/** Wires one contract to one service: who asks, what they ask, the answer or a problem. */
export function route<E extends Endpoint>(
  endpoint: E,
  service: Service<E, EndpointResponse<E>>,
): RouteHandler {
  return respond(endpoint, async (context, input) => ({ body: await service(context, input), headers: {} }));
}

/** The same for answers that are plain arrays: what they cover is told in headers. */
export function routeWithCoverage<E extends Endpoint>(
  endpoint: E,
  service: Service<E, { body: EndpointResponse<E>; coverage: Coverage }>,
): RouteHandler {
  return respond(endpoint, async (context, input) => {
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
  });
}

function respond<E extends Endpoint>(endpoint: E, answer: Service<E, Answer>): RouteHandler {
  return withServerTiming(async (request, { params }) => {
    const requestId = randomUUID();
    try {
      const caller = await timed("auth", () => identify(request));
      const input = await timed("parse", async () => parseRequest(endpoint, request, await params));
      const context = await timed("auth", () => admit(caller, endpoint.access, chosenOrganization(input)));
      const asked = { endpoint, request, input, caller: `${context.tenantId} ${callerName(context.viewer)}` };
      const { body, headers } = await answerOnce(asked, context, (context) => answer(context, input));
      const told = { ...headers, "x-request-id": requestId };
      if (endpoint.method === "GET") return conditional(request, body, { ...told, ...REVALIDATED });
      return success(endpoint, body, told);
    } catch (error) {
      return errorResponse(error, requestId);
    }
  });
}

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
