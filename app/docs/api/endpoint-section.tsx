import type { AnyEndpoint } from "@/lib/contracts/endpoint";
import type { OpenApiDocument } from "@/lib/http/openapi";
import { curlOf } from "./curl";
import { ParameterTable } from "./parameter-table";
import { operationOf } from "./read-document";

type Props = { endpoint: AnyEndpoint; document: OpenApiDocument };

export function EndpointSection({ endpoint, document }: Props) {
  const { parameters, answers } = operationOf(endpoint, document);
  return (
    <article
      id={endpoint.id}
      className="grid scroll-mt-4 grid-cols-1 gap-3 rounded-lg border border-hairline bg-card p-4"
    >
      <h3 className="break-all font-mono text-sm">
        <strong>{endpoint.method}</strong> {endpoint.path}
      </h3>
      <p>
        {endpoint.summary}. {endpoint.description} <span className="text-muted">{audienceOf(endpoint)}</span>
      </p>
      {parameters.length > 0 && <ParameterTable of={endpoint.id} parameters={parameters} />}
      <pre className="whitespace-pre-wrap wrap-anywhere rounded bg-subtle p-3 text-xs">
        {curlOf(endpoint, parameters)}
      </pre>
      <p className="text-muted text-sm">Answers: {answers.join(", ")}</p>
    </article>
  );
}

function audienceOf({ access }: AnyEndpoint): string {
  if (access === "public") return "Without signing in.";
  if (access === "account") return "For signed-in people.";
  return `Role ${access.role} or above, or a key with the scope ${access.scope}.`;
}
