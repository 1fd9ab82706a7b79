import "server-only";
import type { AlertMessage } from "@/lib/domain/alerts/message";
import { logLine } from "@/lib/domain/alerts/message";
import { writeAlertLine } from "@/lib/integrations/alert-log";
import { sendBySmtp } from "@/lib/integrations/mail";
import type { Sent } from "@/lib/integrations/outgoing-request";
import { sendSlack, sendWebhook } from "@/lib/integrations/webhook";
import type { Destination } from "@/lib/selectors/alerts/select-destinations";
import { toAlertMail } from "@/lib/services/deliveries/alert-mail";

/** How one attempt ended. `gone`: the receiver wants nothing any more. */
export type Outcome =
  | { state: "delivered" }
  | { state: "failed"; error: string; gone: boolean; retryAfterSeconds: number };

export type Attempt = { id: string; channel: string; message: AlertMessage; now: Date };

/** Makes one attempt at a delivery; a failure is an outcome, never an exception. */
export async function sendDelivery(attempt: Attempt, destination: Destination | undefined): Promise<Outcome> {
  try {
    return await send(attempt, destination);
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
}

async function send(
  { id, channel, message, now }: Attempt,
  destination: Destination | undefined,
): Promise<Outcome> {
  if (channel === "log") {
    await writeAlertLine(logLine(message));
    return { state: "delivered" };
  }
  if (!destination?.enabled) return { ...failed("The destination was switched off or removed."), gone: true };
  const { address, secret } = destination;
  if (destination.channel === "slack") return toOutcome(await sendSlack({ address, message }));
  if (destination.channel === "webhook")
    return toOutcome(await sendWebhook({ id, address, secret: secret ?? "", message, now }));
  await sendBySmtp(toAlertMail(message, { id, to: address }));
  return { state: "delivered" };
}

function failed(error: string): Extract<Outcome, { state: "failed" }> {
  return { state: "failed", error, gone: false, retryAfterSeconds: 0 };
}

/** Only 2xx is success: a redirect is not followed, and 410 asks for nothing more, as Standard Webhooks say. */
function toOutcome({ status, retryAfterSeconds }: Sent): Outcome {
  if (status >= 200 && status < 300) return { state: "delivered" };
  return { ...failed(`The receiver answered ${status}.`), gone: status === 410, retryAfterSeconds };
}
