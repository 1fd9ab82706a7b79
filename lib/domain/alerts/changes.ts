import { crossedThresholds, isCrossed, type Observation } from "@/lib/domain/alerts/crossing";

/** An alert as it stands: one crossing of one threshold in one period. */
export type RecordedAlert = {
  id: string;
  ruleId: string;
  usageType: string;
  period: string;
  periodStart: Date;
  threshold: string;
  valueNow: string;
  recoveredAt: Date | null;
  recrossedAt: Date | null;
};

export type NewCrossing = { observation: Observation; threshold: string };
export type AlertUpdate = Pick<RecordedAlert, "id" | "valueNow" | "recoveredAt" | "recrossedAt">;
export type AlertChanges = { crossed: NewCrossing[]; updates: AlertUpdate[] };

type Place = Pick<RecordedAlert, "ruleId" | "usageType" | "period" | "periodStart">;

/** Names one rule's look at one meter in one period. */
export function placeOf(one: Observation | Place): string {
  const [ruleId, start] = "rule" in one ? [one.rule.id, one.from] : [one.ruleId, one.periodStart];
  return JSON.stringify([ruleId, one.usageType, one.period, start.toISOString()]);
}

/** Whether the value is above the threshold as far as was noted: it never went back, or crossed again since. */
export function isStanding({
  recoveredAt,
  recrossedAt,
}: Pick<RecordedAlert, "recoveredAt" | "recrossedAt">): boolean {
  return recoveredAt === null || (recrossedAt !== null && recrossedAt >= recoveredAt);
}

/**
 * What observations change: thresholds crossed for the first time in their period, and what is to be noted on alerts
 * that are there. Going back under a threshold and over it again are two moments of the same alert, never a new one.
 */
export function alertChanges(
  observations: readonly Observation[],
  recorded: readonly RecordedAlert[],
  now: Date,
): AlertChanges {
  const byPlace = new Map(observations.map((observation) => [placeOf(observation), observation]));
  const known = new Set(recorded.map((alert) => `${placeOf(alert)} ${alert.threshold}`));
  const crossed = observations.flatMap((observation) =>
    crossedThresholds(observation)
      .filter((threshold) => !known.has(`${placeOf(observation)} ${threshold}`))
      .map((threshold) => ({ observation, threshold })),
  );
  const updates = recorded.flatMap((alert) => {
    const observation = byPlace.get(placeOf(alert));
    return observation ? updateOf(alert, observation, now) : [];
  });
  return { crossed, updates };
}

function updateOf(alert: RecordedAlert, observation: Observation, now: Date): AlertUpdate[] {
  const { id, recoveredAt, recrossedAt } = alert;
  const valueNow = observation.value;
  const over = isCrossed(observation.rule, observation, alert.threshold);
  if (over === isStanding(alert))
    return valueNow === alert.valueNow ? [] : [{ id, valueNow, recoveredAt, recrossedAt }];
  return over
    ? [{ id, valueNow, recoveredAt, recrossedAt: now }]
    : [{ id, valueNow, recoveredAt: now, recrossedAt }];
}
