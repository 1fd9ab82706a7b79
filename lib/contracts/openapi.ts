import * as z from "zod";
import { defineEndpoint } from "@/lib/contracts/endpoint";

export const openapi = defineEndpoint({
  id: "getOpenApi",
  method: "GET",
  path: "/api/openapi.json",
  summary: "This document",
  description: "OpenAPI 3.1, made from the schemas that validate requests.",
  access: "public",
  response: z.looseObject({ openapi: z.string() }),
});
