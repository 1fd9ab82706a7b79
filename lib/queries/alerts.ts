import { keepPreviousData, queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import {
  acknowledgeAlert,
  changeAlertRule,
  createAlertRule,
  deleteAlertRule,
  deleteQuota,
  fetchAlertRules,
  fetchAlerts,
  fetchBudgets,
  fetchQuotas,
  previewAlertRule,
  putBudgets,
  putQuotas,
  readAlerts,
  resendAlert,
} from "@/lib/api/alerts";
import type { AlertRulePreviewInput } from "@/lib/contracts/alert-rules";
import type { AlertsQuery } from "@/lib/contracts/alerts";
import type { QuotasQuery } from "@/lib/contracts/quotas";

const EVERY_MINUTE = { refetchInterval: 60_000, refetchIntervalInBackground: false } as const;

export const quotasQuery = (query: QuotasQuery) =>
  queryOptions({
    queryKey: ["quotas", query],
    queryFn: ({ signal }) => fetchQuotas(query, signal),
    ...EVERY_MINUTE,
  });
export const budgetsQuery = () =>
  queryOptions({ queryKey: ["budgets"], queryFn: ({ signal }) => fetchBudgets(signal) });
export const alertsQuery = (query: AlertsQuery) =>
  queryOptions({
    queryKey: ["alerts", query],
    queryFn: ({ signal }) => fetchAlerts(query, signal),
    placeholderData: keepPreviousData,
    ...EVERY_MINUTE,
  });
export const alertRulesQuery = () =>
  queryOptions({ queryKey: ["alert-rules"], queryFn: ({ signal }) => fetchAlertRules(signal) });
export const rulePreviewQuery = (body: AlertRulePreviewInput["body"]) =>
  queryOptions({
    queryKey: ["alert-rule-preview", body],
    queryFn: ({ signal }) => previewAlertRule(body, signal),
    placeholderData: keepPreviousData,
    retry: false,
  });

/** What the bell and the banner show: what stands in the periods that last. */
export const CURRENT_ALERTS: AlertsQuery = { page: 1, limit: 50, current: true };

/** How usage stands against the quotas, as the frame of every page shows it. */
export const STANDINGS: QuotasQuery = { projected: false };
/** The same with when they will be reached. */
export const PROJECTED: QuotasQuery = { projected: true };

export const useQuotas = () => useQuery(quotasQuery(STANDINGS));
export const useProjectedQuotas = () => useQuery(quotasQuery(PROJECTED));
export const useBudgets = (enabled: boolean) => useQuery({ ...budgetsQuery(), enabled });
export const useAlerts = (query: AlertsQuery) => useQuery(alertsQuery(query));
/** Alerts of a stretch of time; nothing is asked while nobody knows which (null). */
export const useAlertsBetween = (query: AlertsQuery | null) =>
  useQuery({ ...alertsQuery(query ?? CURRENT_ALERTS), enabled: query !== null, placeholderData: undefined });
export const useAlertRules = () => useQuery(alertRulesQuery());

/** A change of limits, rules or alerts shows everywhere: in tables, at the bell and in the sidebar. */
function useChange<Input, Output>(mutationFn: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  const onSettled = () =>
    Promise.all(
      ["quotas", "budgets", "alerts", "alert-rules"].map((key) =>
        client.invalidateQueries({ queryKey: [key] }),
      ),
    );
  return useMutation({ mutationFn, onSettled });
}

export const useQuotasPut = () => useChange(putQuotas);
export const useQuotaDelete = () => useChange(deleteQuota);
export const useBudgetsPut = () => useChange(putBudgets);
export const useAlertsRead = () => useChange(readAlerts);
export const useAlertAcknowledge = () => useChange(acknowledgeAlert);
export const useAlertResend = () => useChange(resendAlert);
export const useRuleCreate = () => useChange(createAlertRule);
export const useRuleChange = () => useChange(changeAlertRule);
export const useRuleDelete = () => useChange(deleteAlertRule);
