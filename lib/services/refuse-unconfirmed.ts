import "server-only";
import { InvalidInput } from "@/lib/domain/invalid-input";

/** What cannot be undone is done only to what the caller names once more. */
export function refuseUnconfirmed(confirm: string | undefined, expected: string): void {
  if (confirm === expected) return;
  const sentence = `must be ${JSON.stringify(expected)}, since this deletes for good`;
  throw new InvalidInput("invalid_parameter", "confirm", sentence);
}
