import { settingsChange, settingsFind } from "@/lib/contracts/settings";
import { route } from "@/lib/http/route";
import { changeSettings, getSettings } from "@/lib/services/organizations/organization-settings";

export const GET = route(settingsFind, getSettings);
export const PATCH = route(settingsChange, changeSettings);
