import Big from "big.js";

/** Anything that may stand for a number on screen; decimal strings are never turned into floats. */
export type Numeric = string | number | bigint | Big | null | undefined;
export type Form = "compact" | "exact";

/** Stands for "no value": a gap is not a zero. */
export const NO_VALUE = "–";
const NBSP = "\u00a0";
const LOCALE = "en";

const formats = new Map<string, Intl.NumberFormat>();

function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify(options);
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(LOCALE, {
    numberingSystem: "latn",
    signDisplay: "negative",
    ...options,
  });
  formats.set(key, made);
  return made;
}

/** Intl reads decimal strings exactly; the template type only says so to the compiler. */
function format(value: Big, options: Intl.NumberFormatOptions): string {
  return numberFormat(options).format(value.toFixed() as `${number}`);
}

/** The number, or null for what is not a finite one. */
export function toBig(value: Numeric): Big | null {
  if (value === null || value === undefined || value === "") return null;
  try {
    return new Big(typeof value === "bigint" ? value.toString() : value);
  } catch {
    return null;
  }
}

/** 1,240,331 — every digit, grouped. */
export function formatCount(value: Numeric): string {
  const number = toBig(value);
  return number ? format(number, { maximumFractionDigits: 20 }) : NO_VALUE;
}

/** 1.2K, 3.4M — one decimal; below 1 three significant digits, because an axis may be that fine. */
export function formatCountCompact(value: Numeric): string {
  const number = toBig(value);
  if (!number) return NO_VALUE;
  if (number.abs().lt(1)) return format(number, { maximumSignificantDigits: 3 });
  return format(number, { notation: "compact", maximumFractionDigits: 1 });
}

const BYTE_UNITS = ["B", "kB", "MB", "GB", "TB", "PB", "EB"];

/** 1.24 GB — decimal units, as billed, with three significant digits. */
export function formatBytes(value: Numeric): string {
  const number = toBig(value);
  if (!number) return NO_VALUE;
  let scaled = number;
  let unit = 0;
  while (unit < BYTE_UNITS.length - 1 && scaled.abs().prec(3).gte(1000)) {
    scaled = scaled.div(1000);
    unit += 1;
  }
  const shown = scaled.abs().gte(1000) ? scaled.round(0) : scaled.eq(0) ? scaled : scaled.prec(3);
  return `${format(shown, { maximumFractionDigits: 20 })}${NBSP}${BYTE_UNITS[unit]}`;
}

/** 1.24 GB (1,238,904,112 bytes) */
export function formatBytesExact(value: Numeric): string {
  const number = toBig(value);
  if (!number) return NO_VALUE;
  const bytes = `${formatCount(number)} ${number.abs().eq(1) ? "byte" : "bytes"}`;
  return number.abs().lt(1000) ? bytes : `${formatBytes(number)} (${bytes})`;
}

/** "1" of one, the rest plural; null where there is nothing to count. */
const isOne = (value: Numeric) => toBig(value)?.abs().eq(1) ?? false;

const PLURALS: Record<string, string> = {
  request: "requests",
  byte: "bytes",
  upload: "uploads",
  "GB-hour": "GB-hours",
  second: "seconds",
  query: "queries",
  invocation: "invocations",
  token: "tokens",
  credit: "credits",
  event: "events",
};

/** The word for a unit beside a value; units of an organization's own are left as they were named. */
export function formatUnit(unit: string, value?: Numeric): string {
  return isOne(value) ? unit : (PLURALS[unit] ?? unit);
}

/** The number alone, for axes and for columns whose header names the unit. */
export function formatQuantityValue(value: Numeric, unit: string, form: Form = "compact"): string {
  if (form === "exact") return formatCount(value);
  if (unit === "byte") return formatBytes(value);
  if (unit === "second") return formatDuration(value);
  return formatCountCompact(value);
}

/** The number with its unit: "1.2M requests", "1.24 GB", "4.5 h"; exact: "1,240,331 requests". */
export function formatQuantity(value: Numeric, unit: string, form: Form = "compact"): string {
  if (!toBig(value)) return NO_VALUE;
  if (unit === "byte") return form === "exact" ? formatBytesExact(value) : formatBytes(value);
  if (unit === "second" && form === "compact") return formatDuration(value);
  return `${formatQuantityValue(value, unit, form)} ${formatUnit(unit, value)}`;
}

/** 840 ms, 1.2 s, 3 min 20 s, 4.5 h — from seconds. */
export function formatDuration(seconds: Numeric): string {
  const number = toBig(seconds);
  if (!number) return NO_VALUE;
  const size = number.abs();
  const sign = number.lt(0) ? "-" : "";
  if (size.eq(0)) return `0${NBSP}s`;
  if (size.times(1000).round(0).lt(1000)) return `${sign}${formatCount(size.times(1000).round(0))}${NBSP}ms`;
  if (size.round(1).lt(60)) return `${sign}${formatCount(size.round(1))}${NBSP}s`;
  if (size.round(0).lt(3600)) return sign + minutesAndSeconds(size.round(0));
  return `${sign}${formatCountCompact(size.div(3600))}${NBSP}h`;
}

function minutesAndSeconds(seconds: Big): string {
  const rest = seconds.mod(60);
  const minutes = `${formatCount(seconds.minus(rest).div(60))}${NBSP}min`;
  return rest.eq(0) ? minutes : `${minutes} ${formatCount(rest)}${NBSP}s`;
}

/** "62 %", "4.1 %" — of values in per cent. A value below 100 is never shown as 100. */
export function formatPercent(percent: Numeric, form: Form = "compact"): string {
  const number = toBig(percent);
  if (!number) return NO_VALUE;
  if (form === "exact")
    return `${format(number, { minimumFractionDigits: 2, maximumFractionDigits: 2 })}${NBSP}%`;
  const size = number.abs();
  if (size.gt(0) && size.lt("0.05")) return `${number.lt(0) ? "> -" : "< "}0.1${NBSP}%`;
  const digits = size.round(1).lt(10) ? 1 : 0;
  const rounded = number.round(digits);
  const shown = rounded.eq(100) && number.lt(100) ? new Big(99) : rounded;
  return `${formatCount(shown)}${NBSP}%`;
}
