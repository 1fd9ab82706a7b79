import "server-only";
import type { Context } from "@/db/context";
import { type Statement, type StatementFindInput, statementBill } from "@/lib/contracts/statements";
import { NotFoundError } from "@/lib/errors";
import { selectCorrections } from "@/lib/selectors/spend/select-corrections";
import { selectStatement, selectStatementNumbers } from "@/lib/selectors/spend/select-statement";
import { toCorrectionLine } from "@/lib/services/spend/present-bill";
import { referenceOf, toStatementHead } from "@/lib/services/statements/list-statements";
import { readUsage } from "@/lib/services/usage/usage-reader";

const NUMBER = /^[1-9]\d{0,8}$/;

/**
 * A closed period as it was stored, with what came for it afterwards and the statements beside it. One that is not there
 * is not found.
 */
export async function findStatement(context: Context, { id }: StatementFindInput): Promise<Statement> {
  if (!NUMBER.test(id)) throw new NotFoundError();
  return readUsage(context, async ({ tx, tenantId, meters }) => {
    const stored = await selectStatement(tx, tenantId, Number(id));
    if (!stored) throw new NotFoundError();
    const bill = statementBill.parse(stored.bill);
    const { number } = stored;
    const beside = await selectStatementNumbers(tx, tenantId, [number - 1, number + 1]);
    const linkTo = (other: number) =>
      beside.includes(other)
        ? { id: String(other), reference: referenceOf(bill.organization.slug, other) }
        : null;
    const corrections = await selectCorrections(tx, tenantId, { statements: [number] });
    return {
      ...bill,
      ...toStatementHead(stored, bill.organization.slug),
      previous: linkTo(number - 1),
      next: linkTo(number + 1),
      corrections: corrections.map((one) => ({
        ...toCorrectionLine(one, meters),
        noticed_at: one.noticedAt.toISOString(),
      })),
    };
  });
}
