import { readdirSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";

type Handler = (request: Request, route: { params: Promise<Record<string, string>> }) => Promise<Response>;
type Route = { pattern: RegExp; handlers: Record<string, unknown> };

const root = new URL("../../", import.meta.url).pathname;

/** Serves the route files of a folder such as `api/v1` on loopback, for clients that speak HTTP. */
export async function serveRoutes(folder: string) {
  const routes = await loadRoutes(folder);
  const server = createServer(async (incoming, outgoing) => {
    const response = await answer(routes, toRequest(incoming));
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(Buffer.from(await response.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => new Promise((resolve) => server.close(resolve));
  return { url: `http://127.0.0.1:${port}`, close };
}

async function loadRoutes(folder: string): Promise<Route[]> {
  const files = readdirSync(`${root}app/${folder}`, { recursive: true, encoding: "utf8" });
  return Promise.all(
    files
      .filter((file) => file.endsWith("route.ts"))
      .map(async (file) => {
        const path = `/${folder}/${file}`.replace(/\/route\.ts$/, "").replace(/\[(\w+)\]/g, "(?<$1>[^/]+)");
        return {
          pattern: new RegExp(`^${path}$`),
          handlers: await import(/* @vite-ignore */ `${root}app/${folder}/${file}`),
        };
      }),
  );
}

async function answer(routes: readonly Route[], request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  for (const { pattern, handlers } of routes) {
    const match = pattern.exec(pathname);
    const handler = handlers[request.method];
    if (match && typeof handler === "function")
      return (handler as Handler)(request, { params: Promise.resolve({ ...match.groups }) });
  }
  return new Response(null, { status: 404 });
}

function toRequest(incoming: IncomingMessage): Request {
  const url = new URL(incoming.url ?? "/", `http://${incoming.headers.host}`);
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, `${value}`);
  const { method = "GET" } = incoming;
  if (method === "GET") return new Request(url, { method, headers });
  const body = Readable.toWeb(incoming) as ReadableStream;
  return new Request(url, { method, headers, body, duplex: "half" } as RequestInit);
}
