import * as z from "zod";
import {
  createDocument,
  type ZodOpenApiObject,
  type ZodOpenApiOperationObject,
  type ZodOpenApiOverride,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponsesObject,
} from "zod-openapi";
import { type AnyEndpoint, isCreation } from "@/lib/contracts/endpoint";
import { ENDPOINT_GROUPS } from "@/lib/contracts/endpoints";
import { problem } from "@/lib/contracts/problem";
import { isOptional } from "@/lib/http/parse-request";

export type OpenApiDocument = ReturnType<typeof createDocument>;

let cached: OpenApiDocument | undefined;

/** The API as an OpenAPI 3.1 document, made once from the contracts that validate requests. */
export function openApiDocument(): OpenApiDocument {
  cached ??= withExamples(createDocument(toDocument(), { override: tellDefault }));
  return cached;
}

// A default that callers send as text, such as a number in a query string, is told by its value.
const tellDefault: ZodOpenApiOverride = ({ jsonSchema, zodSchema }) => {
  const { def } = zodSchema._zod;
  if (def.type === "default") jsonSchema.default = def.defaultValue;
};

/** Closed lists need no example of their own: their default, or first member, is one. */
function withExamples(document: OpenApiDocument): OpenApiDocument {
  for (const path of Object.values(document.paths ?? {})) {
    for (const method of METHODS) {
      for (const parameter of path[method]?.parameters ?? []) {
        if ("$ref" in parameter || !parameter.schema || "$ref" in parameter.schema) continue;
        const { example, default: fallback, enum: members } = parameter.schema;
        parameter.example = example ?? fallback ?? members?.[0];
      }
    }
  }
  return document;
}

const METHODS = ["get", "post", "put", "patch", "delete"] as const;

function toDocument(): ZodOpenApiObject {
  return {
    openapi: "3.1.1",
    info: {
      title: "Meterline",
      version: "1.0.0",
      description:
        "Usage, counted exactly. Quantities are decimal strings, instants are UTC with Z, errors are RFC 9457 problems. /api/v1/billing/… answers like /api/billing/….",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/" }],
    tags: ENDPOINT_GROUPS.map(({ name, description }) => ({ name, description })),
    paths: toPaths(),
    components: { securitySchemes: SECURITY_SCHEMES },
  };
}

const SECURITY_SCHEMES = {
  session: {
    type: "apiKey",
    in: "cookie",
    name: "next-auth.session-token",
    description: "Signed in on the pages",
  },
  apiKey: { type: "http", scheme: "bearer", description: "An API key: mk_live_…" },
  token: {
    type: "http",
    scheme: "bearer",
    bearerFormat: "JWT",
    description: "HS256, signed with API_JWT_SECRET; claims sub, organization_id, role, exp",
  },
} as const;

function toPaths(): ZodOpenApiPathsObject {
  const paths: ZodOpenApiPathsObject = {};
  for (const { name, endpoints } of ENDPOINT_GROUPS) {
    for (const endpoint of endpoints) {
      const method = endpoint.method.toLowerCase();
      paths[endpoint.path] = { ...paths[endpoint.path], [method]: toOperation(endpoint, name) };
    }
  }
  return paths;
}

function toOperation(endpoint: AnyEndpoint, tag: string): ZodOpenApiOperationObject {
  const { id, summary, description, params, query, body, bodyTypes } = endpoint;
  return {
    operationId: id,
    summary,
    tags: [tag],
    security: securityOf(endpoint),
    ...(description === undefined ? {} : { description }),
    requestParams: {
      ...(params === undefined ? {} : { path: asObject(params) }),
      ...(query === undefined ? {} : { query: asObject(query) }),
      ...(isCreation(endpoint) ? { header: CREATION_HEADERS } : {}),
    },
    ...(body === undefined
      ? {}
      : { requestBody: { required: !isOptional(body), content: contentOf(body, bodyTypes) } }),
    responses: { ...success(endpoint), ...unchanged(endpoint), ...failures(endpoint) },
  };
}

const CREATION_HEADERS = z.object({
  "Idempotency-Key": z
    .string()
    .max(255)
    .optional()
    .describe(
      "Any text of your own: the same request under the same key within 24 hours is answered like the first and " +
        "creates nothing; another request under it is a 409. Every request creates unless given",
    )
    .meta({ example: "8e03978e-40d5-43dd-bc93-6894a57f9324" }),
});

function contentOf(schema: z.ZodType, types: readonly string[] = ["application/json"]) {
  return Object.fromEntries(types.map((type) => [type, { schema }]));
}

/** Path and query are always objects; their schemas are only typed more widely. */
function asObject(schema: z.ZodType): z.ZodObject {
  return schema as z.ZodObject;
}

function securityOf({ access }: AnyEndpoint): Record<string, string[]>[] {
  if (access === "public") return [];
  if (access === "account") return [{ session: [] }];
  return [{ session: [access.role] }, { apiKey: [access.scope] }, { token: [access.role] }];
}

function success({ status = 200, response }: AnyEndpoint): ZodOpenApiResponsesObject {
  if (status === 204) return { "204": { description: "Done" } } as const;
  const content = { "application/json": { schema: response } };
  return { [`${status}`]: { description: status === 201 ? "Created" : "OK", content } };
}

function unchanged({ method, access }: AnyEndpoint): ZodOpenApiResponsesObject {
  if (method !== "GET" || typeof access !== "object") return {};
  return { "304": { description: "Says what it said under the ETag in If-None-Match" } };
}

const PROBLEMS = {
  "400": "A parameter or field is wrong",
  "401": "Not signed in",
  "403": "The role or scope is too low",
  "404": "Not there, or another organization's",
  "409": "Contradicts what is there",
  "413": "The body is too large",
  "415": "The body has another content type",
  "429": "Too many requests",
  "503": "The database does not answer, or not in time",
} as const;
type ProblemStatus = keyof typeof PROBLEMS;

function failures(endpoint: AnyEndpoint) {
  const statuses: ProblemStatus[] = ["503"];
  if (endpoint.query || endpoint.body) statuses.push("400");
  if (endpoint.access !== "public") statuses.push("401", "404");
  if (endpoint.access !== "public") statuses.push("403");
  if (typeof endpoint.access === "object" || endpoint.body) statuses.push("429");
  if (endpoint.body || endpoint.status === 201 || endpoint.method === "DELETE") statuses.push("409");
  if (endpoint.body) statuses.push("413", "415");
  const content = { "application/problem+json": { schema: problem } };
  return Object.fromEntries(
    statuses.sort().map((status) => [status, { description: PROBLEMS[status], content }]),
  );
}
