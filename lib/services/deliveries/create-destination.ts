import "server-only";
import { randomBytes, randomUUID } from "node:crypto";
import { count, eq } from "drizzle-orm";
import { Webhook } from "standardwebhooks";
import type { Context } from "@/db/context";
import { alertDestinations } from "@/db/schema";
import { writeAsTenant } from "@/db/scope";
import type {
  AlertDestinationCreated,
  AlertDestinationCreateInput,
} from "@/lib/contracts/alert-destinations";
import { InvalidInput } from "@/lib/domain/invalid-input";
import { ConflictError } from "@/lib/errors";
import { checkDestinationAddress } from "@/lib/services/deliveries/check-destination-address";
import { toDestinationAnswer } from "@/lib/services/deliveries/to-destination-answer";

const MOST = 50;

/** Adds a destination. A webhook's secret is in this answer, and in none after it. */
export async function createDestination(
  { db, tenantId, now }: Context,
  { body }: AlertDestinationCreateInput,
): Promise<AlertDestinationCreated> {
  const { channel, name, address } = body;
  await checkDestinationAddress(channel, address);
  const secret = secretFor(body);
  const row = {
    ...{ organizationId: tenantId, id: randomUUID(), channel, name, address, secret },
    ...{ enabled: true, disabledReason: null, createdAt: now },
  };
  await writeAsTenant(db, tenantId, async (tx) => {
    const [there] = await tx
      .select({ destinations: count() })
      .from(alertDestinations)
      .where(eq(alertDestinations.organizationId, tenantId));
    if ((there?.destinations ?? 0) >= MOST)
      throw new ConflictError(`There are ${MOST} destinations already: remove some first.`);
    await tx.insert(alertDestinations).values(row);
  });
  return { ...toDestinationAnswer(row), secret };
}

function secretFor({ channel, secret }: AlertDestinationCreateInput["body"]): string | null {
  const refuse = (sentence: string) => new InvalidInput("invalid_parameter", "secret", sentence);
  if (channel !== "webhook") {
    if (secret !== undefined) throw refuse("goes with webhooks only");
    return null;
  }
  if (secret === undefined) return `whsec_${randomBytes(32).toString("base64")}`;
  try {
    new Webhook(secret);
  } catch {
    throw refuse("must be whsec_ and 24 to 64 bytes in base64");
  }
  return secret;
}
