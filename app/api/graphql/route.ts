import { graphQl } from "@/lib/contracts/graphql";
import { ROOT_FIELDS } from "@/lib/graphql/fields";
import { graphQlRoute } from "@/lib/graphql/graphql-route";

export const POST = graphQlRoute(graphQl, ROOT_FIELDS);
