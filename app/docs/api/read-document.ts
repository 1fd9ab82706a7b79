import type { AnyEndpoint } from "@/lib/contracts/endpoint";
import type { OpenApiDocument } from "@/lib/http/openapi";

/** A parameter as the page tells it. */
export type Parameter = {
  name: string;
  place: string;
  description: string;
  example: string;
  values: string[];
  fallback: string;
};

export type Operation = { parameters: Parameter[]; answers: string[] };

/** What the OpenAPI document says about an endpoint. */
export function operationOf({ method, path }: AnyEndpoint, document: OpenApiDocument): Operation {
  const item = document.paths?.[path];
  const operation = item?.[METHOD_KEYS[method]];
  const parameters = (operation?.parameters ?? []).flatMap((parameter) => {
    if ("$ref" in parameter) return [];
    const schema = parameter.schema ?? {};
    return [
      {
        name: parameter.name,
        place: parameter.in,
        description: parameter.description ?? "",
        example: textOf(parameter.example),
        values: "enum" in schema ? (schema.enum ?? []).map(textOf) : [],
        fallback: "default" in schema ? textOf(schema.default) : "",
      },
    ];
  });
  return { parameters, answers: Object.keys(operation?.responses ?? {}) };
}

const METHOD_KEYS = { GET: "get", POST: "post", PUT: "put", PATCH: "patch", DELETE: "delete" } as const;

function textOf(value: unknown): string {
  if (value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
