import { usagePeaks } from "@/lib/contracts/usage-peaks";
import { route } from "@/lib/http/route";
import { getUsagePeaks } from "@/lib/services/usage/get-usage-peaks";
import { readVersioned } from "@/lib/services/usage/read-versioned";

export const GET = route(usagePeaks, getUsagePeaks, readVersioned);
