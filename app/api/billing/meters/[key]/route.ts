import { meterChange, meterDelete, meterFind } from "@/lib/contracts/meters";
import { route } from "@/lib/http/route";
import { changeMeter } from "@/lib/services/meters/change-meter";
import { deleteMeter } from "@/lib/services/meters/delete-meter";
import { findMeterFromRequest } from "@/lib/services/meters/meter-requests";

export const GET = route(meterFind, findMeterFromRequest);
export const PATCH = route(meterChange, changeMeter);
export const DELETE = route(meterDelete, deleteMeter);
