import type { AnyEndpoint } from "@/lib/contracts/endpoint";
import type { Parameter } from "./read-document";

/** Parameters that show best what an endpoint does; a sample with all of them would contradict itself. */
const SHOWN = ["start_date", "end_date", "interval", "usage_types", "breakdowns", "feature_keys"];

/** A command to paste into a shell, with the examples of the document. */
export function curlOf(
  { method, path, body, access }: AnyEndpoint,
  parameters: readonly Parameter[],
): string {
  const filled = parameters
    .filter(({ place }) => place === "path")
    .reduce((text, { name, example }) => text.replace(`{${name}}`, example), path as string);
  const query = parameters
    .filter(({ name, place }) => place === "query" && SHOWN.includes(name))
    .map(({ name, example }) => `  --data-urlencode '${name}=${example}'`);
  const lines = [
    `curl ${query.length > 0 ? "--get " : ""}${method === "GET" ? "" : `--request ${method} `}"$METERLINE${filled}"`,
    ...credentialsOf(access),
    ...(body === undefined ? [] : [`  --header "Content-Type: application/json" --data @body.json`]),
    ...query,
  ];
  return lines.join(" \\\n");
}

/** Endpoints about the person take the session of a browser; keys and tokens are not people. */
function credentialsOf(access: AnyEndpoint["access"]): string[] {
  if (access === "public") return [];
  return [access === "account" ? "  --cookie cookies.txt" : `  --header "Authorization: Bearer $API_KEY"`];
}
