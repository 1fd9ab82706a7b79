/**
 * Where a trace is shown in Langfuse: within its project where the event names one, else by the address that finds
 * it. Null without a host or a trace.
 */
export function traceUrl(
  host: string | undefined,
  { trace_id, project_id }: Readonly<Record<string, unknown>>,
): string | null {
  if (!host || typeof trace_id !== "string" || trace_id === "") return null;
  const base = host.replace(/\/+$/, "");
  const trace = encodeURIComponent(trace_id);
  if (typeof project_id !== "string" || project_id === "") return `${base}/trace/${trace}`;
  return `${base}/project/${encodeURIComponent(project_id)}/traces/${trace}`;
}
