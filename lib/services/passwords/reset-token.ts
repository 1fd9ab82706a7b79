import "server-only";
import { createHash } from "node:crypto";

/** Only the hash is stored: who reads the table cannot use the links. */
export function hashResetToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
