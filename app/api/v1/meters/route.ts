import { openMeterMeterCreate, openMeterMeters } from "@/lib/contracts/openmeter-meters";
import { route } from "@/lib/http/route";
import { createOpenMeterMeter, listOpenMeterMeters } from "@/lib/services/openmeter/openmeter-meters";

export const GET = route(openMeterMeters, listOpenMeterMeters);
export const POST = route(openMeterMeterCreate, createOpenMeterMeter);
