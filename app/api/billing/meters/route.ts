import { meterCreate, meters } from "@/lib/contracts/meters";
import { route } from "@/lib/http/route";
import { createMeterFromRequest, listMetersFromRequest } from "@/lib/services/meters/meter-requests";

export const GET = route(meters, listMetersFromRequest);
export const POST = route(meterCreate, createMeterFromRequest);
