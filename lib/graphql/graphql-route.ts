import { randomUUID } from "node:crypto";
import { type GraphQLSchema, parse, type Source } from "graphql";
import { createHandler } from "graphql-http/lib/use/fetch";
import { identify } from "@/lib/auth/request";
import type { graphQl } from "@/lib/contracts/graphql";
import { formatError, toGraphQLError } from "@/lib/graphql/errors";
import type { RootField } from "@/lib/graphql/field";
import { LIMITS, limitSize } from "@/lib/graphql/limits";
import { type Answering, readSchema } from "@/lib/graphql/schema";
import { admit } from "@/lib/http/admit";
import { errorResponse } from "@/lib/http/error-response";
import { parseRequest } from "@/lib/http/parse-request";
import { withServerTiming } from "@/lib/http/server-timing";
import { timed } from "@/lib/timing";

type Caller = Awaited<ReturnType<typeof identify>>;

/** Wires the read side as GraphQL. Who may not ask at all is told as everywhere, by a problem. */
export function graphQlRoute(endpoint: typeof graphQl, fields: Readonly<Record<string, RootField>>) {
  let schema: GraphQLSchema | undefined;
  return withServerTiming(async (request: Request): Promise<Response> => {
    const requestId = randomUUID();
    try {
      const caller = await timed("auth", () => identify(request));
      const input = await timed("parse", () => parseRequest(endpoint, request, {}));
      await timed("auth", () => admit(caller, endpoint.access, input.organization_id));
      schema ??= readSchema(fields);
      const answer = answering(caller, input.organization_id, requestId);
      const response = await execute(schema, { request, body: input.body, answer, requestId });
      response.headers.set("x-request-id", requestId);
      response.headers.set("cache-control", "no-store");
      return response;
    } catch (error) {
      return errorResponse(error, requestId);
    }
  });
}

/**
 * Each field is admitted by its own endpoint's access, counted as one request, and reads the organization it names.
 * One after the other: a document must not take more of the database than a request does.
 */
function answering(caller: Caller, organizationId: string | undefined, requestId: string): Answering {
  const answer: Answering = async ({ endpoint, read }, given) => {
    try {
      const own = given.organization_id;
      const chosen = typeof own === "string" ? own : organizationId;
      const context = await timed("auth", () => admit(caller, endpoint.access, chosen));
      return await read(context, given);
    } catch (error) {
      throw toGraphQLError(error, requestId);
    }
  };
  let turn: Promise<unknown> = Promise.resolve();
  return (field, given) => {
    const next = () => answer(field, given);
    const answered = turn.then(next, next);
    turn = answered;
    return answered;
  };
}

type Asked = { request: Request; body: unknown; answer: Answering; requestId: string };

function execute(schema: GraphQLSchema, { request, body, answer, requestId }: Asked): Promise<Response> {
  const handle = createHandler({
    schema,
    context: { answer },
    validationRules: (_request, _operation, specified) => [...specified, limitSize],
    parse: (source: string | Source) => parse(source, { maxTokens: LIMITS.tokens }),
    formatError: (error) => formatError(error, requestId),
  });
  const headers = { "content-type": "application/json", accept: request.headers.get("accept") ?? "*/*" };
  return handle(new Request(request.url, { method: "POST", headers, body: JSON.stringify(body) }));
}
