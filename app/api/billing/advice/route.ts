import { advice } from "@/lib/contracts/advice";
import { route } from "@/lib/http/route";
import { getAdvice } from "@/lib/services/advice/get-advice";

export const GET = route(advice, getAdvice);
