import "server-only";
import { seriesKey } from "@/lib/domain/fill";
import type { Meter } from "@/lib/domain/meters";
import { toFilter } from "@/lib/domain/usage-query";
import { readTotals, type UsageReader } from "@/lib/services/usage/usage-reader";

/** A meter, of one team or of all (null), over a half-open window. */
export type UsedQuestion = { usageType: string; teamId: string | null; from: Date; to: Date };

const windowKey = ({ teamId, from, to }: UsedQuestion) => JSON.stringify([from, to, teamId]);

/**
 * What was used, for each question in its order: exact, from one snapshot, one query per window and team. A meter
 * without a value in the window (no average of nothing) counts as "0"; so does one that no longer exists.
 */
export async function readUsed(reader: UsageReader, questions: readonly UsedQuestion[]): Promise<string[]> {
  const meters = new Map(reader.meters.map((meter) => [meter.key, meter]));
  const windows = new Map(questions.map((question) => [windowKey(question), question]));
  const answers = new Map<string, Map<string, string>>();
  for (const [key, window] of windows) {
    const asked = questions.filter((question) => windowKey(question) === key);
    const keys = new Set(asked.map(({ usageType }) => usageType));
    const found = [...keys].flatMap((usageType) => meters.get(usageType) ?? []);
    answers.set(key, await readWindow(reader, found, window));
  }
  return questions.map((question) => answers.get(windowKey(question))?.get(question.usageType) ?? "0");
}

async function readWindow(
  reader: UsageReader,
  meters: readonly Meter[],
  { teamId, from, to }: UsedQuestion,
): Promise<Map<string, string>> {
  const filters = teamId === null ? {} : toFilter("team", [teamId]);
  const spans = [{ start: from, end: to }];
  const { keyed } = await readTotals(reader, { meters, dimensions: [], filters, spans, asOf: null });
  return new Map(meters.map(({ key }) => [key, keyed.get(seriesKey(key, []))?.amounts[0] ?? "0"] as const));
}
