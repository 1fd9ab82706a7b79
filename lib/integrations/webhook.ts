import "server-only";
import { Webhook } from "standardwebhooks";
import type { AlertMessage } from "@/lib/domain/alerts/message";
import type { OutgoingOptions } from "@/lib/integrations/outgoing-address";
import { postOutgoing, type Sent } from "@/lib/integrations/outgoing-request";

type Signed = { id: string; address: string; secret: string; message: AlertMessage; now: Date };

/** Sends a message as Standard Webhooks say: its id stays over all attempts, its time and signature are the attempt's. */
export function sendWebhook(
  { id, address, secret, message, now }: Signed,
  options?: OutgoingOptions,
): Promise<Sent> {
  const body = JSON.stringify(message);
  const headers = {
    "content-type": "application/json",
    "user-agent": "Meterline",
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
    "webhook-signature": new Webhook(secret).sign(id, now, body),
  };
  return postOutgoing(address, { headers, body }, options);
}

const SLACK_SPECIAL: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** Sends a message as Slack's incoming webhooks take it, and what speaks like them (Mattermost, Rocket.Chat, Zulip). */
export function sendSlack(
  { address, message }: Pick<Signed, "address" | "message">,
  options?: OutgoingOptions,
): Promise<Sent> {
  const { level, organization, summary, url } = message.data;
  const escaped = (text: string) => text.replace(/[&<>]/g, (sign) => SLACK_SPECIAL[sign] ?? sign);
  const text = `*${level.toUpperCase()}* ${escaped(`${organization.name}: ${summary}`)}\n<${url}|Open>`;
  const headers = { "content-type": "application/json", "user-agent": "Meterline" };
  return postOutgoing(address, { headers, body: JSON.stringify({ text }) }, options);
}
