import { openApiDocument } from "@/lib/http/openapi";

/** As much of a JSON schema as types are made from. */
export type JsonSchema = {
  $ref?: string;
  type?: string | string[];
  anyOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  description?: string;
};
export type Parameter = {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema: JsonSchema & { contentMediaType?: string };
};
export type Operation = {
  summary?: string;
  parameters?: Parameter[];
  responses: Record<string, { content?: Record<string, { schema: JsonSchema }> }>;
};

/** The document is made from our own contracts: its parts have exactly these members. */
function asJson<T>(part: unknown): T {
  return part as T;
}

/** What the OpenAPI document says of an endpoint that is asked by GET. */
export function operationOf(path: string): Operation {
  const operation = openApiDocument().paths?.[path]?.get;
  if (!operation) throw new Error(`There is no endpoint GET ${path}.`);
  return asJson(operation);
}

/** What an endpoint answers. */
export function responseOf({ responses }: Operation): JsonSchema {
  const schema = responses["200"]?.content?.["application/json"]?.schema;
  if (!schema) throw new Error("The endpoint does not answer with JSON.");
  return schema;
}

/** A component by its reference, with its name. */
export function componentOf(reference: string): { name: string; schema: JsonSchema } {
  const name = reference.split("/").at(-1) ?? "";
  const schema = openApiDocument().components?.schemas?.[name];
  if (!schema) throw new Error(`There is no component ${reference}.`);
  return { name, schema: asJson(schema) };
}
