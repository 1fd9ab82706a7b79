import { imports } from "@/lib/contracts/imports";
import { route } from "@/lib/http/route";
import { listImports } from "@/lib/services/imports/list-imports";

export const GET = route(imports, listImports);
