import { moneyFormat, quantityFormat, type ValueFormat } from "@/components/charts/value-format";
import { daysWords } from "@/components/spend/prepare/line-words";
import { Badge } from "@/components/ui/badge";
import { Table, TableCell, TableHead, TableRow, TableScroll } from "@/components/ui/table";
import type { Advice } from "@/lib/contracts/advice";

type Plan = Advice["plans"][number];

/** What the last periods would have cost under every plan, and how that was computed. */
export function PlanComparison({ advice, timezone }: { advice: Advice; timezone: string }) {
  const format = moneyFormat(advice.meta.currency);
  const periods = advice.periods.map(({ period_start, period_end }) =>
    daysWords(period_start, period_end, timezone),
  );
  return (
    <>
      <TableScroll label="Plans compared">
        <Table>
          <thead>
            <tr>
              <TableHead>Plan</TableHead>
              {periods.map((days) => (
                <TableHead key={days} className="text-right">
                  {days}
                </TableHead>
              ))}
              <TableHead className="text-right">Together</TableHead>
              <TableHead className="text-right">Against now</TableHead>
            </tr>
          </thead>
          <tbody>
            {advice.plans.map((plan) => (
              <PlanRow key={plan.plan} plan={plan} periods={periods} format={format} />
            ))}
          </tbody>
        </Table>
      </TableScroll>
      <p className="text-xs text-axis">
        The usage of these periods under each plan with its prices of today; own prices hold under every plan,
        minimums and maximums are counted, discounts and credits are not.
      </p>
      {advice.plans.map((plan) => (
        <Calculation key={plan.plan} plan={plan} periods={periods} format={format} />
      ))}
    </>
  );
}

type PlanProps = { plan: Plan; periods: readonly string[]; format: ValueFormat };

function PlanRow({ plan: { name, current, totals, total, difference }, periods, format }: PlanProps) {
  return (
    <TableRow>
      <th scope="row" className="h-9 border-b px-3 text-left font-medium">
        {name} {current && <Badge tone="accent">Current</Badge>}
      </th>
      {periods.map((days, at) => (
        <TableCell key={days} className="text-right">
          {format.cell(totals[at] ?? null)}
        </TableCell>
      ))}
      <TableCell className="text-right font-medium">{format.cell(total)}</TableCell>
      <TableCell className="text-right">{current ? "–" : signed(difference, format)}</TableCell>
    </TableRow>
  );
}

const signed = (amount: string, format: ValueFormat) =>
  amount.startsWith("-") || amount === "0" ? format.cell(amount) : `+${format.cell(amount)}`;

/** Every key of a plan: how much of it was used in each period, and what that costs. */
function Calculation({ plan, periods, format }: PlanProps) {
  return (
    <details>
      <summary className="min-h-6 cursor-pointer text-link pointer-coarse:min-h-11">
        How {plan.name} is computed
      </summary>
      <TableScroll label={`${plan.name}, by meter`}>
        <Table>
          <thead>
            <tr>
              <TableHead>Meter</TableHead>
              {periods.map((days) => (
                <TableHead key={days} className="text-right">
                  {days}
                </TableHead>
              ))}
              <TableHead className="text-right">Together</TableHead>
            </tr>
          </thead>
          <tbody>
            {plan.lines.map((line) => (
              <TableRow key={line.usage_type}>
                <th scope="row" className="h-9 border-b px-3 text-left font-normal">
                  {line.label}
                </th>
                {periods.map((days, at) => (
                  <TableCell key={days} className="text-right">
                    {format.cell(line.amounts[at] ?? null)}
                    <span className="block text-xs text-axis">{quantityWords(line, at)}</span>
                  </TableCell>
                ))}
                <TableCell className="text-right font-medium">{format.cell(line.amount)}</TableCell>
              </TableRow>
            ))}
          </tbody>
        </Table>
      </TableScroll>
    </details>
  );
}

/** A fee has no quantity to tell. */
const quantityWords = ({ usage_type, unit, quantities }: Plan["lines"][number], at: number) =>
  usage_type === "plan_fee" ? "" : `for ${quantityFormat(unit).compact(quantities[at] ?? "0")}`;
