import { alertRuleChange, alertRuleDelete } from "@/lib/contracts/alert-rules";
import { route } from "@/lib/http/route";
import { changeAlertRule, deleteAlertRule } from "@/lib/services/alerts/change-alert-rule";

export const PATCH = route(alertRuleChange, changeAlertRule);
export const DELETE = route(alertRuleDelete, deleteAlertRule);
