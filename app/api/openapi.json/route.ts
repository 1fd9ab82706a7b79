import { openApiDocument } from "@/lib/http/openapi";
import { serviceRoute } from "@/lib/http/service-route";

export const GET = serviceRoute(openApiDocument);
