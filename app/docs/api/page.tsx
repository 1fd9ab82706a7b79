import type { Metadata } from "next";
import { PageLink } from "@/components/ui/page-link";
import { ENDPOINT_GROUPS } from "@/lib/contracts/endpoints";
import { ERROR_GUIDE } from "@/lib/http/error-guide";
import { openApiDocument } from "@/lib/http/openapi";
import { EndpointSection } from "./endpoint-section";
import { ErrorSection } from "./error-section";

export const metadata: Metadata = { title: "API reference" };

export default function ApiReferencePage() {
  const document = openApiDocument();
  return (
    <main className="mx-auto grid max-w-4xl grid-cols-1 gap-10 px-4 py-10">
      <header className="grid grid-cols-1 gap-3">
        <PageLink className="text-link underline" href="/usage">
          Back to Meterline
        </PageLink>
        <h1 className="font-semibold text-2xl">API reference</h1>
        <p>
          {document.info.description} Programs send an API key as <code>Authorization: Bearer mk_live_…</code>
          . The same as a document:{" "}
          <a className="text-link underline" href="/api/openapi.json">
            /api/openapi.json
          </a>
          .
        </p>
        <nav aria-label="Contents">
          <ul className="flex flex-wrap gap-x-4 gap-y-1">
            {[...ENDPOINT_GROUPS.map(({ name }) => name), "Errors"].map((name) => (
              <li key={name}>
                <a className="text-link underline" href={`#${anchorOf(name)}`}>
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </header>
      {ENDPOINT_GROUPS.map(({ name, description, endpoints }) => (
        <section key={name} className="grid grid-cols-1 gap-6" aria-labelledby={anchorOf(name)}>
          <div>
            <h2 id={anchorOf(name)} className="scroll-mt-4 font-semibold text-xl">
              {name}
            </h2>
            <p className="text-muted">{description}</p>
          </div>
          {endpoints.map((endpoint) => (
            <EndpointSection key={endpoint.id} endpoint={endpoint} document={document} />
          ))}
        </section>
      ))}
      <ErrorSection errors={ERROR_GUIDE} />
    </main>
  );
}

function anchorOf(name: string): string {
  return name.toLowerCase().replaceAll(" ", "-");
}
