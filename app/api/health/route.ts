import { serviceRoute } from "@/lib/http/service-route";

export const dynamic = "force-dynamic";
export const GET = serviceRoute(() => ({ status: "ok" }));
