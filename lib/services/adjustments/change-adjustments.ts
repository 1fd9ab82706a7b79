import "server-only";
import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { Context } from "@/db/context";
import { adjustments } from "@/db/schema";
import { writeAsTenant } from "@/db/scope";
import type {
  AdjustmentAnswer,
  AdjustmentCreateInput,
  AdjustmentDeleteInput,
} from "@/lib/contracts/adjustments";
import { InvalidInput } from "@/lib/domain/invalid-input";
import { roundMoney } from "@/lib/domain/rating/ratio";
import { ConflictError, NotFoundError } from "@/lib/errors";
import { selectAdjustments } from "@/lib/selectors/adjustments/select-adjustments";
import { openSince, resolveValidFrom } from "@/lib/services/prices/valid-from";
import { toAdjustmentAnswer } from "./list-adjustments";

/** Grants a credit or a discount. A credit from a period that has ended is a conflict: that period is settled. */
export async function createAdjustment(
  context: Context,
  { body }: AdjustmentCreateInput,
): Promise<AdjustmentAnswer> {
  const { db, tenantId, tenant } = context;
  const validFrom = resolveValidFrom(context, body.valid_from, "valid_from");
  const until = body.valid_until ?? undefined;
  const validUntil = until === undefined ? null : resolveValidFrom(context, until, "valid_until");
  if (validUntil !== null && validUntil <= validFrom)
    throw new InvalidInput("range_reversed", "valid_until", "must be after valid_from");
  if (body.kind === "credit") {
    refusePartsOfMinorUnits(body.amount, tenant.currency);
    if (validFrom < openSince(context))
      throw new ConflictError("The period of this credit has ended: let it begin in the current one.");
  }
  const id = randomUUID();
  const { kind, reason } = body;
  const size = body.kind === "credit" ? { amount: body.amount } : { percent: body.percent };
  const terms = { validFrom, validUntil, ...size };
  return writeAsTenant(db, tenantId, async (tx) => {
    await tx.insert(adjustments).values({ organizationId: tenantId, id, kind, reason, ...terms });
    return toAdjustmentAnswer(await findAdjustment(tx, context, id), tenant.currency);
  });
}

/** Takes an adjustment back that touches no ended period; any other is a conflict, an unknown one a 404. */
export async function deleteAdjustment(context: Context, { id }: AdjustmentDeleteInput): Promise<undefined> {
  const { db, tenantId } = context;
  await writeAsTenant(db, tenantId, async (tx) => {
    const found = await findAdjustment(tx, context, id.toLowerCase());
    if (found.validFrom < openSince(context))
      throw new ConflictError("Periods that ended were settled with this adjustment.");
    await tx
      .delete(adjustments)
      .where(and(eq(adjustments.organizationId, tenantId), eq(adjustments.id, found.id)));
  });
}

async function findAdjustment(tx: Db, { tenantId }: Context, id: string) {
  const found = (await selectAdjustments(tx, tenantId)).find((one) => one.id === id);
  if (!found) throw new NotFoundError("There is no such adjustment.");
  return found;
}

function refusePartsOfMinorUnits(amount: string, currency: string): void {
  if (roundMoney(amount, currency) === amount) return;
  throw new InvalidInput(
    "invalid_parameter",
    "amount",
    `must be money of ${currency}: no parts of its minor unit`,
  );
}
