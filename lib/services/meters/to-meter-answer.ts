import "server-only";
import type { MeterAnswer } from "@/lib/contracts/meters";
import { backfillPercentage } from "@/lib/domain/meter-backfill";
import type { StoredMeter } from "@/lib/domain/meters";

/** A meter in the words of the contract. */
export function toMeterAnswer(meter: StoredMeter): MeterAnswer {
  return {
    key: meter.key,
    display_name: meter.displayName,
    unit: meter.unit,
    description: meter.description,
    aggregation: meter.aggregation,
    event_type: meter.eventType,
    value_property: meter.valueProperty,
    group_by: { ...meter.groupBy },
    backfill: meter.backfill && { percentage: backfillPercentage(meter.backfill) },
    built_in: meter.builtIn,
    created_at: meter.createdAt.toISOString(),
  };
}
