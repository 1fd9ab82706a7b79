import { moneyFormat } from "@/components/charts/value-format";
import { SpendLinesTable } from "@/components/spend/spend-lines-table";
import { Card } from "@/components/ui/card";
import type { Statement } from "@/lib/contracts/statements";
import { dateIn } from "@/lib/domain/time-zone";
import { formatDayRange, formatInstant } from "@/lib/format-time";

/** A statement on paper: who, which period, every line with its tiers, and how they come to the total. */
export function StatementSheet({ statement }: { statement: Statement }) {
  const { organization, reference, period_start, period_end, closed_at } = statement;
  const { timezone } = organization;
  const day = (at: number) => dateIn(at, timezone);
  const period = formatDayRange(day(Date.parse(period_start)), day(Date.parse(period_end) - 1), {
    year: true,
  });
  return (
    <Card className="flex flex-col gap-6 p-4 sm:p-8" aria-label={`Statement ${reference}`}>
      <header className="flex flex-wrap justify-between gap-4">
        <div>
          <p className="text-lg font-semibold">{organization.name}</p>
          {organization.customer_id && <p className="text-sm text-axis">{organization.customer_id}</p>}
        </div>
        <dl className="grid grid-cols-[auto_auto] gap-x-4 text-sm">
          <dt className="text-axis">Statement</dt>
          <dd>{reference}</dd>
          <dt className="text-axis">Period</dt>
          <dd>{period}</dd>
          <dt className="text-axis">Closed</dt>
          <dd>{formatInstant(closed_at, timezone)}</dd>
        </dl>
      </header>
      {[statement, ...statement.other_currencies].map((block) => (
        <SpendLinesTable
          key={block.currency}
          block={block}
          format={moneyFormat(block.currency)}
          timezone={timezone}
        />
      ))}
      {statement.corrections.length > 0 && (
        <section>
          <h2 className="text-sm font-medium">Came later, billed where it was noticed</h2>
          <ul className="text-sm">
            {statement.corrections.map((one) => (
              <li key={`${one.noticed_at} ${one.usage_type}`}>
                {formatInstant(one.noticed_at, timezone)}: {one.label},{" "}
                {moneyFormat(one.currency).cell(one.amount)}
              </li>
            ))}
          </ul>
        </section>
      )}
    </Card>
  );
}
