import { usagePeaks } from "@/lib/contracts/usage-peaks";
import { route } from "@/lib/http/route";
import { getUsagePeaks } from "@/lib/services/usage/get-usage-peaks";

export const GET = route(usagePeaks, getUsagePeaks);
