import { alertRuleCreate, alertRules } from "@/lib/contracts/alert-rules";
import { route } from "@/lib/http/route";
import { createAlertRule } from "@/lib/services/alerts/create-alert-rule";
import { listAlertRules } from "@/lib/services/alerts/list-alert-rules";

export const GET = route(alertRules, listAlertRules);
export const POST = route(alertRuleCreate, createAlertRule);
