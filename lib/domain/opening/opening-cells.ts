import { exactNumber, exactSize } from "@/lib/domain/exact-number";
import { isAdditive, type Meter } from "@/lib/domain/meters";
import type { OpeningField, OpeningRow } from "@/lib/domain/opening/opening-fields";

/** What a row of old sums adds to one fact of its day: as a rollup row says it. */
export type OpeningCell = { fact: string; eventCount: bigint; quantity: string; quantityCount: bigint };

export class UnusableRow extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/**
 * The facts that a row of old sums stands for: those of uploads and requests, or of the additive meter that it
 * names. Every outcome has its cell, also one of zero, so that a row loaded again is compared as a whole. None for a
 * row of zeros; `UnusableRow` where it cannot be told what a sum counts.
 */
export function openingCells(row: OpeningRow, meters: readonly Meter[]): OpeningCell[] {
  if (row.usage_type !== undefined) return [meterCell(row, row.usage_type, meters)];
  if (row.quantity !== undefined)
    throw new UnusableRow("no_meter", "quantity: usage_type does not say of what");
  const uploads = whole(row, "total_uploads") ?? 0n;
  const requests = whole(row, "total_requests") ?? 0n;
  if (uploads === 0n) refuseValue(row, ["total_file_size", "failed_file_size"], "without total_uploads");
  if (requests === 0n) refuseValue(row, ["total_bytes"], "without total_requests");
  if (uploads === 0n && requests === 0n) {
    refuseValue(row, ["successful_requests", "failed_requests"], "without total_uploads or total_requests");
    return [];
  }
  return [
    ...(uploads > 0n ? uploadCells(row, uploads, requests > 0n) : []),
    ...(requests > 0n ? requestCells(row, requests) : []),
  ];
}

function meterCell(row: OpeningRow, key: string, meters: readonly Meter[]): OpeningCell {
  const meter = meters.find((one) => one.key === key);
  if (!meter) throw new UnusableRow("no_meter", `usage_type: there is no meter ${key}`);
  if (!isAdditive(meter))
    throw new UnusableRow(
      "not_additive",
      `usage_type: ${key} is the ${meter.aggregation} of its events, which no sum can stand for`,
    );
  refuseValue(row, ["total_uploads", "total_requests"], "beside usage_type: one row cannot be both");
  if (meter.aggregation === "count") {
    const eventCount = needed("quantity", whole(row, "quantity"));
    return { fact: key, eventCount, quantity: "0", quantityCount: 0n };
  }
  const exact = exactNumber(needed("quantity", row.quantity));
  if ("refusal" in exact) throw new UnusableRow(exact.refusal, `quantity: ${exact.detail}`);
  const eventCount = whole(row, "event_count") ?? 1n;
  if (eventCount === 0n) throw new UnusableRow("invalid_value", "event_count: must be 1 or more");
  return { fact: key, eventCount, quantity: exact.decimal, quantityCount: eventCount };
}

/** Rows of uploads give their outcomes as those of requests do, like the view `daily_usage`. */
function uploadCells(row: OpeningRow, total: bigint, besideRequests: boolean): OpeningCell[] {
  const own = row.successful_uploads !== undefined || row.failed_uploads !== undefined || besideRequests;
  const names = own
    ? (["successful_uploads", "failed_uploads"] as const)
    : (["successful_requests", "failed_requests"] as const);
  const given = { successes: whole(row, names[0]), failures: whole(row, names[1]) };
  const successes = given.successes ?? total - (given.failures ?? 0n);
  const failures = given.failures ?? total - successes;
  if (successes < 0n || failures < 0n || successes + failures !== total)
    throw new UnusableRow("invalid_value", `total_uploads: must be the sum of ${names.join(" and ")}`);
  const size = whole(row, "total_file_size");
  const failedSize = failures === total ? (size ?? 0n) : (whole(row, "failed_file_size") ?? 0n);
  if (failedSize > (size ?? 0n) || (failures === 0n && failedSize > 0n))
    throw new UnusableRow("invalid_value", "failed_file_size: is more than total_file_size leaves for it");
  const cell = (fact: string, eventCount: bigint, bytes: bigint): OpeningCell => ({
    ...{ fact, eventCount, quantity: String(bytes) },
    quantityCount: size === undefined ? 0n : eventCount,
  });
  return [
    cell("upload:success", successes, (size ?? 0n) - failedSize),
    cell("upload:failure", failures, failedSize),
  ];
}

function requestCells(row: OpeningRow, total: bigint): OpeningCell[] {
  const given = [whole(row, "successful_requests"), whole(row, "failed_requests")];
  const isWhole = given.filter((count) => count !== undefined).length === 1;
  const successes = given[0] ?? (isWhole ? total - (given[1] ?? 0n) : 0n);
  const failures = given[1] ?? (isWhole ? total - successes : 0n);
  const unknown = total - successes - failures;
  if (successes < 0n || failures < 0n || unknown < 0n)
    throw new UnusableRow(
      "invalid_value",
      "total_requests: is less than successful_requests and failed_requests (for those of uploads there are successful_uploads and failed_uploads)",
    );
  const bytes = whole(row, "total_bytes");
  const counts = [
    { fact: "request:success", eventCount: successes },
    { fact: "request:failure", eventCount: failures },
    { fact: "request:unknown", eventCount: unknown },
  ];
  // Nobody knows which answers the bytes were of; meters and totals add the outcomes up.
  const holder = counts.find(({ eventCount }) => eventCount > 0n);
  return counts.map((count) => ({
    ...count,
    quantity: count === holder ? String(bytes ?? 0n) : "0",
    quantityCount: count === holder && bytes !== undefined ? count.eventCount : 0n,
  }));
}

function whole(row: OpeningRow, field: OpeningField): bigint | undefined {
  const text = row[field];
  if (text === undefined) return undefined;
  const exact = exactSize(text);
  if ("refusal" in exact) throw new UnusableRow(exact.refusal, `${field}: ${exact.detail}`);
  return BigInt(exact.decimal);
}

function needed<T>(field: OpeningField, value: T | undefined): T {
  if (value === undefined) throw new UnusableRow("invalid_value", `${field}: is missing`);
  return value;
}

function refuseValue(row: OpeningRow, fields: readonly OpeningField[], why: string): void {
  const found = fields.find((field) => (whole(row, field) ?? 0n) > 0n);
  if (found) throw new UnusableRow("invalid_value", `${found}: has a value ${why}`);
}
