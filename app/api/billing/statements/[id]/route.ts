import { statementFind } from "@/lib/contracts/statements";
import { route } from "@/lib/http/route";
import { findStatement } from "@/lib/services/statements/find-statement";

export const GET = route(statementFind, findStatement);
