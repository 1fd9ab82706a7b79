import type { DataSet } from "./data-set";

/** Requests to one S3 bucket. The log holds neither status nor size nor duration. */
export const bucketRequests: DataSet = {
  file: "AWS_S3_HoneyBucketLogs.csv.gz",
  organization: "acme",
  kind: "requests",
  format: "csv",
  newest: "2022-02-18T17:34:57Z",
  toEvents: (row) => [
    {
      id: row["Request ID"],
      type: "api_request",
      time: row["Event DateTime"] ?? "",
      data: { provider: "aws", endpoint: row["Event Name"] },
    },
  ],
};
