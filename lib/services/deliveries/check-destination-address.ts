import "server-only";
import * as z from "zod";
import type { DestinationChannel } from "@/lib/domain/alerts/rule";
import { InvalidInput } from "@/lib/domain/invalid-input";
import { checkOutgoingAddress, OutgoingRefused } from "@/lib/integrations/outgoing-address";

const refuse = (sentence: string) => new InvalidInput("invalid_parameter", "address", sentence);

/** Lets through mail addresses for mails, and addresses on the public Internet for webhooks; checked again when sending. */
export async function checkDestinationAddress(channel: DestinationChannel, address: string): Promise<void> {
  if (channel === "email") {
    if (!z.email().safeParse(address).success) throw refuse("must be a mail address");
    return;
  }
  if (!URL.canParse(address)) throw refuse("must be an address such as https://hooks.example.com/meterline");
  try {
    await checkOutgoingAddress(new URL(address));
  } catch (error) {
    if (error instanceof OutgoingRefused) throw refuse(error.message);
    throw error;
  }
}
