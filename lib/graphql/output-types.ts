import {
  GraphQLBoolean,
  type GraphQLFieldConfigMap,
  GraphQLFloat,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLOutputType,
  GraphQLScalarType,
  GraphQLString,
} from "graphql";
import { componentOf, type JsonSchema } from "@/lib/graphql/json-schema";

const scalar = (name: string, description: string) =>
  new GraphQLScalarType({ name, description, serialize: (value) => value });

/** Texts whose form the contract tells by a component. */
const SCALARS: Record<string, GraphQLScalarType> = {
  Decimal: scalar("Decimal", "An exact decimal number as text"),
  Percentage: scalar("Percentage", "A share in percent with exactly two digits, as text"),
  Instant: scalar("Instant", "An instant in UTC with Z"),
};
const COUNT = scalar("Count", "A whole number up to 2^53 − 1");
const JSON_VALUE = scalar("JSON", "Any JSON value");

/** Makes types from JSON schemas, each component once: names that nobody else uses are theirs alone. */
export function outputTypes(): (schema: JsonSchema, name: string) => GraphQLOutputType {
  const objects = new Map<string, GraphQLOutputType>();

  function nonNull(schema: JsonSchema, name: string): GraphQLOutputType {
    const { inner, nullable } = withoutNull(schema);
    const type = plain(inner, name);
    return nullable ? type : new GraphQLNonNull(type);
  }

  function plain(schema: JsonSchema, name: string): GraphQLOutputType {
    if (schema.$ref !== undefined) return component(schema.$ref);
    if (schema.type === "array" && schema.items) return new GraphQLList(nonNull(schema.items, name));
    if (schema.type === "object" && schema.properties) return object(schema, name);
    if (schema.type === "string") return GraphQLString;
    if (schema.type === "boolean") return GraphQLBoolean;
    if (schema.type === "integer") return COUNT;
    return schema.type === "number" ? GraphQLFloat : JSON_VALUE;
  }

  function component(reference: string): GraphQLOutputType {
    const { name, schema } = componentOf(reference);
    return SCALARS[name] ?? plain(schema, name);
  }

  function object(schema: JsonSchema, name: string): GraphQLOutputType {
    const known = objects.get(name);
    if (known) return known;
    const made = new GraphQLObjectType({ name, fields: () => fields(schema, name) });
    objects.set(name, made);
    return made;
  }

  function fields({ properties = {}, required = [] }: JsonSchema, parent: string) {
    const made: GraphQLFieldConfigMap<unknown, unknown> = {};
    for (const [name, schema] of Object.entries(properties)) {
      const own = `${parent}${pascal(name)}`;
      const type = required.includes(name) ? nonNull(schema, own) : plain(withoutNull(schema).inner, own);
      made[name] = { type, description: schema.description };
    }
    return made;
  }

  return plain;
}

/** A schema without null as one of its alternatives. */
function withoutNull(schema: JsonSchema): { inner: JsonSchema; nullable: boolean } {
  if (Array.isArray(schema.type)) {
    const types = schema.type.filter((type) => type !== "null");
    const inner = { ...schema, type: types.length === 1 ? types[0] : types };
    return { inner, nullable: types.length < schema.type.length };
  }
  const others = schema.anyOf?.filter(({ type }) => type !== "null");
  if (!schema.anyOf || !others) return { inner: schema, nullable: Object.keys(schema).length === 0 };
  const [only] = others;
  const inner = others.length === 1 && only ? only : {};
  return { inner, nullable: others.length < schema.anyOf.length };
}

const pascal = (name: string) => name.replaceAll(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());
