import { alertRulePreview } from "@/lib/contracts/alert-rules";
import { route } from "@/lib/http/route";
import { previewAlertRule } from "@/lib/services/alerts/preview-alert-rule";

export const POST = route(alertRulePreview, previewAlertRule);
