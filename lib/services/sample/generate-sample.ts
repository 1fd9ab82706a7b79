import "server-only";
import type { Db } from "@/db/client";
import { addDays } from "@/lib/domain/calendar";
import { InvalidInput } from "@/lib/domain/invalid-input";
import { type SampleEvent, sampleEvents, sampleIdPrefix } from "@/lib/domain/sample/sample-events";
import { planSample } from "@/lib/domain/sample/sample-plan";
import { BATCH_SIZE, type RecordedEvents, recordEvents } from "@/lib/services/events/record-events";
import { compactDays } from "@/lib/services/rollups/compact-days";
import { openSampleOrganization } from "@/lib/services/sample/sample-organization";

export type SampleRequest = {
  slug: string;
  months: number;
  seed: number;
  /** The last day in UTC; yesterday unless told. */
  until?: string | undefined;
  onProgress?: (days: number, ofDays: number) => void;
};
export type GeneratedSample = Omit<RecordedEvents, "results"> & {
  organization: string;
  organization_id: string;
  months: number;
  seed: number;
  from: string;
  until: string;
  events: number;
};

/** Records a sample through the one write path, so that making it again accepts nothing new. */
export async function generateSample(db: Db, request: SampleRequest): Promise<GeneratedSample> {
  const yesterday = addDays(new Date().toISOString().slice(0, 10), -1);
  const { slug, months, seed, until = yesterday, onProgress = () => {} } = request;
  if (until > yesterday)
    throw new InvalidInput("invalid_parameter", "until", "--until must be before today.");
  const plan = planSample({ months, seed, until });
  const context = await openSampleOrganization(db, slug, sampleIdPrefix(plan));
  const total = { events: 0, accepted: 0, duplicates: 0, conflicts: 0, rejected: 0 };
  let batch: SampleEvent[] = [];
  for (let day = 0; day < plan.days; day += 1) {
    batch.push(...sampleEvents(plan, day));
    // What is missing to a whole batch is more than any day holds.
    if (batch.length < BATCH_SIZE / 2 && day < plan.days - 1) continue;
    const recorded = await recordEvents(context, batch);
    total.events += batch.length;
    for (const count of ["accepted", "duplicates", "conflicts", "rejected"] as const)
      total[count] += recorded[count];
    batch = [];
    onProgress(day + 1, plan.days);
  }
  await compactDays(db, { organizationId: context.tenantId });
  const organization = { organization: context.tenant.slug, organization_id: context.tenantId };
  return { ...organization, months, seed, from: plan.from, until, ...total };
}
