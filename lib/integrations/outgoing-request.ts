import "server-only";
import { type IncomingMessage, type RequestOptions, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import type { LookupFunction } from "node:net";
import {
  type CheckedAddress,
  checkOutgoingAddress,
  type OutgoingOptions,
} from "@/lib/integrations/outgoing-address";

export type Sent = { status: number; retryAfterSeconds: number };
type Posted = { headers: Record<string, string>; body: string };

const TIMEOUT_MS = 15_000;

/**
 * Posts to an address that others chose: only to the addresses that were checked, without following redirects, and
 * without reading what comes back. Any status is an answer; throws when there was none within 15 seconds.
 */
export async function postOutgoing(
  address: string,
  posted: Posted,
  options: OutgoingOptions = {},
): Promise<Sent> {
  const url = new URL(address);
  const lookup = lookupAmong(await checkOutgoingAddress(url, options));
  const { headers, body } = posted;
  const settings: RequestOptions = {
    method: "POST",
    headers: { ...headers, "content-length": Buffer.byteLength(body) },
    lookup,
    agent: false,
    signal: AbortSignal.timeout(TIMEOUT_MS),
  };
  return new Promise((resolve, reject) => {
    const request = url.protocol === "https:" ? requestHttps : requestHttp;
    const sending = request(url, settings, (answer) => {
      resolve(toSent(answer));
      answer.destroy();
    });
    sending.on("error", reject);
    sending.end(body);
  });
}

/** Answers every look-up with the addresses that were checked, so that the name cannot mean others by now. */
function lookupAmong(addresses: readonly CheckedAddress[]): LookupFunction {
  return (_host, { all }, answer) => {
    const [first] = addresses;
    if (all || !first) answer(null, [...addresses]);
    else answer(null, first.address, first.family);
  };
}

function toSent({ statusCode = 0, headers }: IncomingMessage): Sent {
  const seconds = Number(headers["retry-after"] ?? 0);
  return { status: statusCode, retryAfterSeconds: Number.isFinite(seconds) && seconds > 0 ? seconds : 0 };
}
