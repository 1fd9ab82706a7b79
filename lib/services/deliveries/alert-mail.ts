import "server-only";
import type { AlertMessage } from "@/lib/domain/alerts/message";
import type { Mail } from "@/lib/integrations/mail";

const SPECIAL: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => SPECIAL[sign] ?? sign);
/** A line break in a name would begin another header. */
const oneLine = (text: string) => text.replace(/\s+/g, " ");

/** An alert as a mail in text and HTML; its id is the delivery's, the same at every attempt. */
export function toAlertMail(message: AlertMessage, { id, to }: { id: string; to: string }): Mail {
  const { level, organization, summary, rule_name, period_start, period_end, url } = message.data;
  const subject = oneLine(`${level.toUpperCase()} · ${organization.name} · ${summary}`);
  const facts = [
    ["Organization", organization.name],
    ["Rule", rule_name],
    ["Period", `${period_start} to ${period_end}`],
    ["Crossed", message.timestamp],
  ];
  const text = [summary, "", ...facts.map(([name, value]) => `${name}: ${value}`), "", url].join("\n");
  const rows = facts.map(
    ([name = "", value = ""]) => `<tr><th align="left">${escaped(name)}</th><td>${escaped(value)}</td></tr>`,
  );
  const html = [
    `<h1 style="font-size:18px">${escaped(level.toUpperCase())}</h1>`,
    `<p>${escaped(summary)}</p>`,
    `<table cellpadding="4">${rows.join("")}</table>`,
    `<p><a href="${escaped(url)}">Open the alert</a></p>`,
  ].join("\n");
  return { to, subject, text, html, messageId: `<${id}@meterline>` };
}
