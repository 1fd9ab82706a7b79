import { randomUUID } from "node:crypto";
import type * as z from "zod";
import {
  type AccountContext,
  accountContextFor,
  type VisitorContext,
  visitorContextFor,
} from "@/lib/auth/account";
import { identify } from "@/lib/auth/request";
import { refuseForeignOrigin } from "@/lib/auth/same-origin";
import type { AnyEndpoint, Endpoint, EndpointInput, EndpointResponse } from "@/lib/contracts/endpoint";
import { errorResponse } from "@/lib/http/error-response";
import { answerOnce } from "@/lib/http/idempotency";
import { parseRequest } from "@/lib/http/parse-request";
import { type RouteHandler, success } from "@/lib/http/route";
import { withServerTiming } from "@/lib/http/server-timing";
import { timed } from "@/lib/timing";

type For<Audience extends "account" | "public"> = Endpoint<
  z.ZodType,
  z.ZodType,
  z.ZodType,
  z.ZodType,
  Audience
>;
type Asking = AccountContext | VisitorContext;
type Service<Context, E> = (context: Context, input: EndpointInput<E>) => Promise<EndpointResponse<E>>;
/** Headers that follow from an answer, such as a cookie. */
type HeadersOf<E> = (answer: EndpointResponse<E>) => Record<string, string>;

/** Strangers are told apart by where they come from. */
const nameOf = (asking: Asking): string =>
  "caller" in asking ? `user ${asking.caller.userId}` : `address ${asking.address}`;

function respond<E extends AnyEndpoint, Context extends Asking>(
  endpoint: E,
  contextOf: (request: Request) => Promise<Context>,
  service: Service<Context, E>,
  headersOf: HeadersOf<E> = () => ({}),
): RouteHandler {
  return withServerTiming(async (request, { params }) => {
    const requestId = randomUUID();
    try {
      const context = await timed("auth", () => contextOf(request));
      const input = await timed("parse", async () => parseRequest(endpoint, request, await params));
      const asked = { endpoint, request, input, caller: nameOf(context) };
      const { body, headers } = await answerOnce(asked, context, async (context) => {
        const body = await service(context, input);
        return { body, headers: headersOf(body) };
      });
      return success(endpoint, body, { ...headers, "x-request-id": requestId });
    } catch (error) {
      return errorResponse(error, requestId);
    }
  });
}

/** Wires an endpoint about the signed-in person, whatever organization is active. */
export function accountRoute<E extends For<"account">>(
  endpoint: E,
  service: Service<AccountContext, E>,
  headersOf?: HeadersOf<E>,
): RouteHandler {
  const contextOf = async (request: Request) => accountContextFor(await identify(request));
  return respond(endpoint, contextOf, service, headersOf);
}

/** Wires an endpoint for people who are not signed in. */
export function publicRoute<E extends For<"public">>(
  endpoint: E,
  service: Service<VisitorContext, E>,
): RouteHandler {
  const contextOf = async (request: Request) => {
    refuseForeignOrigin(request);
    return visitorContextFor(request);
  };
  return respond(endpoint, contextOf, service);
}
