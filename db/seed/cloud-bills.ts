import type { DataSet, Row, SeedMeter } from "./data-set";

/** The units of the file, one meter each; units that differ only in punctuation share one. */
const CONSUMED_UNITS = [
  "ACU-Hours",
  "API Requests",
  "Alarms",
  "Events",
  "GB",
  "GB Hours",
  "GB Months",
  "GB/Month",
  "GiB/Second-Months",
  "Gigabyte Per Hour",
  "Hours",
  "IOPS-Months",
  "IOs",
  "Keys",
  "LCU-Hours",
  "Lambda-GB-Seconds",
  "Metrics",
  "Months",
  "OCPU Hours",
  "OCPU Per Hour",
  "Queries",
  "ReadRequestUnits",
  "Requests",
  "Seconds",
  "Security Checks",
  "StateTransitions",
  "Units",
  "Units/Hour",
  "Units/Month",
  "WriteCapacityUnit-Hours",
  "WriteRequestUnits",
  "vCPU-Hours",
] as const;

export function cloudMeterKey(consumedUnit: string): string {
  return `cloud_${consumedUnit.toLowerCase().replace(/[^a-z0-9]+/g, "_")}`;
}

const meters = CONSUMED_UNITS.map(
  (unit): SeedMeter => ({ key: cloudMeterKey(unit), displayName: `Cloud: ${unit}`, unit }),
);

/** Bills of several clouds: the consumed quantity as recorded, the money as properties. */
export const cloudBills: DataSet = {
  file: "focus_sample.csv.gz",
  organization: "globex",
  kind: "events",
  format: "csv",
  newest: "2024-09-30T23:00:00Z",
  meters,
  toEvents: (row) => {
    const read = (column: string) => known(row, column);
    const unit = read("ConsumedUnit");
    const quantity = read("ConsumedQuantity");
    if (unit === "" || quantity === "") return { error: "has no consumed quantity" };
    return [
      {
        id: read("Id"),
        type: "usage",
        time: read("ChargePeriodStart"),
        data: {
          usage_type: cloudMeterKey(unit),
          quantity,
          provider: read("ProviderName"),
          team_id: read("SubAccountName"),
          consumed_unit: unit,
          billed_cost: read("BilledCost"),
          effective_cost: read("EffectiveCost"),
          list_cost: read("ListCost"),
          currency: read("BillingCurrency"),
          charge_category: read("ChargeCategory"),
          charge_description: read("ChargeDescription"),
          charge_period_end: read("ChargePeriodEnd"),
          service_category: read("ServiceCategory"),
          service_name: read("ServiceName"),
          region: read("RegionId"),
        },
      },
    ];
  },
};

/** The file writes a missing value as NULL. */
function known(row: Row, column: string): string {
  const value = row[column] ?? "";
  return value === "NULL" ? "" : value;
}
