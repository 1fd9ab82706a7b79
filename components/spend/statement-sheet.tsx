import { moneyFormat, quantityFormat } from "@/components/charts/value-format";
import { LinesDownload } from "@/components/spend/lines-download";
import { daysWords } from "@/components/spend/prepare/line-words";
import { SpendLinesTable } from "@/components/spend/spend-lines-table";
import { Card } from "@/components/ui/card";
import { Table, TableCell, TableHead, TableRow, TableScroll } from "@/components/ui/table";
import type { Statement } from "@/lib/contracts/statements";
import { dateIn } from "@/lib/domain/time-zone";
import { formatInstant } from "@/lib/format-time";

/** A statement on paper: for whom, which period, every line with its tiers, and how they come to the total. */
export function StatementSheet({ statement }: { statement: Statement }) {
  const { organization, reference, unpriced, period_start } = statement;
  const { timezone } = organization;
  const month = dateIn(Date.parse(period_start), timezone).slice(0, 7);
  const blocks = [statement, ...statement.other_currencies];
  return (
    <Card
      className="flex flex-col gap-6 p-4 sm:p-8 print:border-0 print:p-0"
      aria-label={`Statement ${reference}`}
    >
      <Head statement={statement} />
      {blocks.map((block) => (
        <SpendLinesTable key={block.currency} block={block} timezone={timezone} period={statement} onPaper />
      ))}
      {statement.corrections.length > 0 && <Corrections statement={statement} />}
      <div className="flex flex-wrap gap-2" data-screen-only="">
        <LinesDownload period={month} format="csv" label="CSV" />
        <LinesDownload period={month} format="focus" label="FOCUS 1.2" />
      </div>
      <footer className="flex flex-col gap-1 border-t pt-4 text-xs text-axis">
        <p>
          Amounts are before tax. Each line is rounded once, half away from zero, to the smallest unit of its
          currency; the amounts of tiers add up to their line, and the lines to the subtotal.
        </p>
        <p>
          Days and the period are those of the time zone {timezone}. A statement never changes: usage that is
          recorded later for this period becomes a correction in the period in which it is noticed.
        </p>
        {unpriced.length > 0 && <p>Used without a price, so at no cost: {unpriced.join(", ")}.</p>}
      </footer>
    </Card>
  );
}

function Head({ statement }: { statement: Statement }) {
  const { organization, reference, period_start, period_end, closed_at, currency, total } = statement;
  const { name, customer_id, timezone } = organization;
  const facts = [
    ["Statement", reference],
    ["Billing period", daysWords(period_start, period_end, timezone, { year: true })],
    ["Closed", formatInstant(closed_at, timezone)],
    ["Currency", currency],
  ];
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-10 gap-y-6">
      <div className="flex flex-col gap-4">
        <div>
          <p className="text-xs text-axis">Billed to</p>
          <p className="text-lg font-semibold">{name}</p>
          {customer_id && <p className="text-sm text-axis">Customer {customer_id}</p>}
        </div>
        <div>
          <p className="text-xs text-axis">Total</p>
          <p className="text-3xl font-semibold tracking-tight" data-testid="statement-total">
            {moneyFormat(currency).cell(total)}
          </p>
        </div>
      </div>
      <dl className="grid grid-cols-[auto_auto] gap-x-6 gap-y-1 text-sm">
        {facts.map(([label, value]) => (
          <div key={label} className="contents">
            <dt className="text-axis">{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </header>
  );
}

/** What came for the period after it was closed; it is in the statements of other periods. */
function Corrections({ statement }: { statement: Statement }) {
  const { timezone } = statement.organization;
  return (
    <section className="flex flex-col gap-2">
      <h2 className="text-sm font-medium">Recorded later for this period</h2>
      <p className="text-xs text-axis">
        No part of the total above: each is billed in the period of the day it was noticed.
      </p>
      <TableScroll label="Corrections of this statement">
        <Table>
          <thead>
            <tr>
              <TableHead>Noticed</TableHead>
              <TableHead>Meter</TableHead>
              <TableHead className="text-right">Quantity</TableHead>
              <TableHead className="text-right">Amount</TableHead>
            </tr>
          </thead>
          <tbody>
            {statement.corrections.map((one) => (
              <TableRow key={`${one.noticed_at} ${one.usage_type} ${one.currency}`}>
                <TableCell>{formatInstant(one.noticed_at, timezone)}</TableCell>
                <TableCell>{one.label}</TableCell>
                <TableCell className="text-right">{quantityFormat(one.unit).exact(one.quantity)}</TableCell>
                <TableCell className="text-right">{moneyFormat(one.currency).cell(one.amount)}</TableCell>
              </TableRow>
            ))}
          </tbody>
        </Table>
      </TableScroll>
    </section>
  );
}
