import * as z from "zod";
import { defineEndpoint } from "@/lib/contracts/endpoint";

export const health = defineEndpoint({
  id: "getHealth",
  method: "GET",
  path: "/api/health",
  summary: "Whether the process lives",
  access: "public",
  response: z.object({ status: z.literal("ok") }).meta({ id: "Health" }),
});

export const ready = defineEndpoint({
  id: "getReady",
  method: "GET",
  path: "/api/ready",
  summary: "Whether the database answers and has the newest schema",
  description: "503 until then.",
  access: "public",
  response: z.object({ status: z.literal("ready") }).meta({ id: "Ready" }),
});
