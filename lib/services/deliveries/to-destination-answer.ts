import "server-only";
import type { AlertDestinationAnswer } from "@/lib/contracts/alert-destinations";
import type { Destination } from "@/lib/selectors/alerts/select-destinations";

/** A destination in the words of the contract: neither a webhook's secret nor its path, which is one too. */
export function toDestinationAnswer(row: Destination): AlertDestinationAnswer {
  return {
    id: row.id,
    channel: row.channel,
    name: row.name,
    address: row.channel === "email" ? row.address : `${new URL(row.address).origin}/…`,
    enabled: row.enabled,
    disabled_reason: row.disabledReason,
    created_at: row.createdAt.toISOString(),
  };
}
