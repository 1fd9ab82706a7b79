import { randomUUID } from "node:crypto";
import type { Context } from "@/db/context";
import { identify } from "@/lib/auth/request";
import {
  type OpenMeterQueryResult,
  type OpenMeterQuestion,
  type openMeterQuery,
  type openMeterQueryPost,
  openMeterQuestion,
} from "@/lib/contracts/openmeter-query";
import { admit } from "@/lib/http/admit";
import { errorResponse } from "@/lib/http/error-response";
import { InvalidRequest } from "@/lib/http/invalid-request";
import { parseRequest } from "@/lib/http/parse-request";
import { type RouteHandler, success } from "@/lib/http/route";
import { withServerTiming } from "@/lib/http/server-timing";
import { timed } from "@/lib/timing";

type Service = (context: Context, question: OpenMeterQuestion) => Promise<OpenMeterQueryResult>;
type Asked = { question: OpenMeterQuestion; organization_id?: string | undefined };

/** Wires the query in an address, whose lists are repeated parameters. */
export function openMeterQueryRoute(endpoint: typeof openMeterQuery, service: Service): RouteHandler {
  return respond(endpoint, service, async (request, params) => {
    const { slug } = await parseRequest({ ...endpoint, query: undefined }, withoutQuery(request), params);
    const parsed = openMeterQuestion.safeParse(toRecord(new URL(request.url).searchParams));
    if (!parsed.success) throw InvalidRequest.from(parsed.error);
    const { organization_id, ...question } = parsed.data;
    return { question: { ...question, slug }, organization_id };
  });
}

/** Wires the query in a body. */
export function openMeterQueryPostRoute(endpoint: typeof openMeterQueryPost, service: Service): RouteHandler {
  return respond(endpoint, service, async (request, params) => {
    const { slug, organization_id, body } = await parseRequest(endpoint, request, params);
    return { question: { ...body, slug }, organization_id };
  });
}

function respond(
  endpoint: typeof openMeterQuery | typeof openMeterQueryPost,
  service: Service,
  read: (request: Request, params: Record<string, unknown>) => Promise<Asked>,
): RouteHandler {
  return withServerTiming(async (request, { params }) => {
    const requestId = randomUUID();
    try {
      const caller = await timed("auth", () => identify(request));
      const { question, organization_id } = await timed("parse", async () => read(request, await params));
      const context = await timed("auth", () => admit(caller, endpoint.access, organization_id));
      const result = await service(context, question);
      const headers = { "x-request-id": requestId };
      if (!request.headers.get("accept")?.includes("text/csv")) return success(endpoint, result, headers);
      const csv = { "content-type": "text/csv; charset=utf-8", "cache-control": "private, no-cache" };
      return new Response(toCsv(result, question), { headers: { ...headers, ...csv } });
    } catch (error) {
      return errorResponse(error, requestId);
    }
  });
}

const LISTS = new Set(["subject", "groupBy"]);
const FILTER = /^filterGroupBy\[([^\]]*)\]$/;

/** Repeated parameters as lists, `filterGroupBy[name]` as an object; any other may be given once. */
function toRecord(search: URLSearchParams): Record<string, unknown> {
  const once = new Map<string, unknown>();
  const filters = new Map<string, string[]>();
  for (const [name, value] of search) {
    const filter = FILTER.exec(name)?.[1];
    if (filter !== undefined) filters.set(filter, search.getAll(name));
    else if (LISTS.has(name)) once.set(name, search.getAll(name));
    else if (!once.has(name)) once.set(name, value);
    else throw InvalidRequest.of("duplicate_parameter", name, "is given more than once");
  }
  return {
    ...Object.fromEntries(once),
    ...(filters.size > 0 ? { filterGroupBy: Object.fromEntries(filters) } : {}),
  };
}

/** One row per window and group, in the columns that OpenMeter gives. */
function toCsv({ data }: OpenMeterQueryResult, { groupBy = [] }: OpenMeterQuestion): string {
  const names = [...new Set(groupBy.filter((name) => name !== "subject"))];
  const header = ["window_start", "window_end", "subject", ...names, "value"];
  const rows = data.map((row) => [
    row.windowStart,
    row.windowEnd,
    cell(row.subject),
    ...names.map((name) => cell(row.groupBy[name] ?? null)),
    String(row.value),
  ]);
  return [header, ...rows].map((row) => `${row.join(",")}\r\n`).join("");
}

/** Text that a spreadsheet would take for a formula begins with an apostrophe. */
function cell(text: string | null): string {
  const safe = /^[=+\-@\t\r]/.test(text ?? "") ? `'${text}` : (text ?? "");
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function withoutQuery(request: Request): Request {
  const url = new URL(request.url);
  url.search = "";
  return new Request(url, { headers: request.headers });
}
