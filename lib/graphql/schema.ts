import {
  GraphQLBoolean,
  type GraphQLFieldConfig,
  type GraphQLFieldConfigArgumentMap,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLScalarType,
  GraphQLSchema,
  GraphQLString,
} from "graphql";
import type { RootField } from "@/lib/graphql/field";
import { operationOf, type Parameter, responseOf } from "@/lib/graphql/json-schema";
import { outputTypes } from "@/lib/graphql/output-types";

/** Answers a field of the root. */
export type Answering = (field: RootField, given: Record<string, unknown>) => Promise<unknown>;

/**
 * The read side as GraphQL: names, arguments and types are those of the HTTP API, taken from its OpenAPI document,
 * so that a field says what its endpoint says.
 */
export function readSchema(fields: Readonly<Record<string, RootField>>): GraphQLSchema {
  const toType = outputTypes();
  const root: Record<string, GraphQLFieldConfig<unknown, { answer: Answering }>> = {};
  for (const [name, field] of Object.entries(fields)) {
    const operation = operationOf(field.endpoint.path);
    root[name] = {
      type: new GraphQLNonNull(toType(responseOf(operation), `${field.endpoint.id}Answer`)),
      description: operation.summary,
      args: argumentsOf(operation.parameters ?? []),
      resolve: (_source, given, { answer }) => answer(field, given),
    };
  }
  return new GraphQLSchema({ query: new GraphQLObjectType({ name: "Query", fields: root }) });
}

/** The organization in a path is the one that is read anyway. */
function argumentsOf(parameters: readonly Parameter[]): GraphQLFieldConfigArgumentMap {
  const given = parameters.filter(({ name, in: place }) => name !== "tenant_id" && place !== "header");
  return Object.fromEntries(
    given.map(({ name, required, description, schema }) => {
      const type = inputType(schema);
      return [name, { type: required ? new GraphQLNonNull(type) : type, description }];
    }),
  );
}

function inputType({
  type,
  contentMediaType,
}: Parameter["schema"]): GraphQLScalarType | GraphQLList<GraphQLScalarType> {
  if (contentMediaType === "application/json") return new GraphQLList(GraphQLString);
  if (type === "integer") return GraphQLInt;
  return type === "boolean" ? GraphQLBoolean : GraphQLString;
}
