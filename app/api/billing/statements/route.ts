import { statements } from "@/lib/contracts/statements";
import { route } from "@/lib/http/route";
import { listStatements } from "@/lib/services/statements/list-statements";

export const GET = route(statements, listStatements);
