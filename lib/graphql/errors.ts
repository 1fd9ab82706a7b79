import { GraphQLError } from "graphql";
import { toProblem } from "@/lib/http/error-response";

/** A failure of a field with the code, status and fields that the HTTP API would tell; what is our fault is logged. */
export function toGraphQLError(error: unknown, requestId: string): GraphQLError {
  const { code, status, detail, errors } = toProblem(error);
  if (status >= 500) console.error(`request ${requestId} failed:`, error);
  const extensions = { code, status, request_id: requestId, ...(errors ? { errors } : {}) };
  return new GraphQLError(detail, { extensions });
}

/** Wrong documents are told by graphql-js; whatever else has no code of ours is ours to mend, and says nothing. */
export function formatError(error: Readonly<GraphQLError | Error>, requestId: string): GraphQLError {
  const ours = error instanceof GraphQLError ? error : toGraphQLError(error, requestId);
  if (ours.extensions.code !== undefined) return ours;
  if (ours.path === undefined)
    return new GraphQLError(ours.message, {
      nodes: ours.nodes,
      source: ours.source,
      positions: ours.positions,
      extensions: { code: "invalid_graphql" },
    });
  const { message, extensions } = toGraphQLError(ours.originalError ?? ours, requestId);
  return new GraphQLError(message, { nodes: ours.nodes, path: ours.path, extensions });
}
