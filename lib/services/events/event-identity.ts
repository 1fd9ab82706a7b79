import "server-only";
import { hash } from "node:crypto";

/** The event's id with us: by who sent it under which id. */
export function eventId(source: string, sourceId: string): string {
  return hashedUuid(`${source}\0${sourceId}`);
}

/** 16 bytes of a hash of a text, as a UUID of version 8. */
export function hashedUuid(text: string): string {
  const hex = hash("sha256", text, "hex");
  // Version and variant take six bits of the hash, as RFC 9562 wants.
  const variant = "89ab"[Number.parseInt(hex.charAt(16), 16) % 4];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Eight bytes of a hash of an event's canonical content, as a signed integer. */
export function contentFingerprint(canonical: string): string {
  return BigInt.asIntN(64, BigInt(`0x${hash("sha256", canonical, "hex").slice(0, 16)}`)).toString();
}
