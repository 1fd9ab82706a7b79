import { openMeterMeterFind } from "@/lib/contracts/openmeter-meters";
import { route } from "@/lib/http/route";
import { findOpenMeterMeter } from "@/lib/services/openmeter/openmeter-meters";

export const GET = route(openMeterMeterFind, findOpenMeterMeter);
