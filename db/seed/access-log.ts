import type { DataSet } from "./data-set";

/** Requests to one web server. The endpoint is the path as it was asked for, with its query. */
export const accessLog: DataSet = {
  file: "apache_logs.gz",
  organization: "acme",
  kind: "requests",
  format: "combined-log",
  newest: "2015-05-20T21:05:59Z",
  toEvents: ({ time = "", method, path = "", status, bytes }) => [
    {
      type: "api_request",
      time,
      data: {
        provider: "self-hosted",
        team_id: firstSegment(path),
        endpoint: path,
        method,
        status_code: status,
        bytes,
      },
    },
  ],
};

/** The first folder or page of a path, before any query; none for the root. */
function firstSegment(path: string): string {
  const [withoutQuery = ""] = path.split("?", 1);
  return withoutQuery.split("/").find((segment) => segment !== "") ?? "";
}
