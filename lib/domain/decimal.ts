import Big from "big.js";

/** Places given to a quotient that does not end. */
export const QUOTIENT_PLACES = 6;

const PLAIN = /^-?\d+(\.\d+)?$/;

/** A quantity as exact decimal text: no exponent, no trailing zeros, no -0. */
export function toDecimal(value: Big | string | number | bigint): string {
  const text =
    typeof value === "string" || typeof value === "bigint" ? String(value) : new Big(value).toFixed();
  const plain = PLAIN.test(text) ? text : new Big(text).toFixed();
  const short = plain.includes(".") ? plain.replace(/\.?0+$/, "") : plain;
  return short === "-0" ? "0" : short;
}

const WHOLE = /^-?\d+$/;
/** Two whole numbers of so many characters add up exactly as numbers. */
const SMALL_LENGTH = 15;

/** The exact sum of two decimal texts. Most quantities are whole, and whole numbers add much faster. */
export function plus(a: string, b: string): string {
  if (b === "0") return a;
  if (WHOLE.test(a) && WHOLE.test(b)) {
    const small = a.length <= SMALL_LENGTH && b.length <= SMALL_LENGTH;
    return small ? String(Number(a) + Number(b)) : (BigInt(a) + BigInt(b)).toString();
  }
  return toDecimal(new Big(a).plus(b));
}

/** Adds decimal texts exactly: as whole numbers of their last place, in plain numbers as long as those are exact. */
export function addDecimals(values: Iterable<string>): string {
  const sums: { small: number; large: bigint }[] = [];
  let others = new Big(0);
  for (const value of values) {
    if (value === "0") continue;
    if (!PLAIN.test(value)) {
      others = others.plus(value);
      continue;
    }
    const point = value.indexOf(".");
    const places = point < 0 ? 0 : value.length - point - 1;
    const digits = point < 0 ? value : value.slice(0, point) + value.slice(point + 1);
    sums[places] ??= { small: 0, large: 0n };
    const sum = sums[places];
    if (digits.length > SMALL_LENGTH) sum.large += BigInt(digits);
    else sum.small += Number(digits);
    if (Math.abs(sum.small) < LARGEST_SUM) continue;
    sum.large += BigInt(sum.small);
    sum.small = 0;
  }
  sums.forEach(({ small, large }, places) => {
    others = others.plus(new Big((large + BigInt(small)).toString()).times(new Big(`1e-${places}`)));
  });
  return toDecimal(others);
}

/** Below, another number of `SMALL_LENGTH` digits can be added without losing any. */
const LARGEST_SUM = 8e15;

/** The exact difference of two decimal texts. */
export function subtractDecimals(from: string, value: string): string {
  return toDecimal(new Big(from).minus(value));
}

/** Orders decimal texts by value. */
export function compareDecimals(a: string, b: string): number {
  return new Big(a).cmp(b);
}

/** A quotient: exact where it ends, else to 6 places, half away from zero. Null when there is nothing to divide by. */
export function divideDecimals(dividend: string, divisor: string): string | null {
  const bottom = new Big(divisor);
  if (bottom.eq(0)) return null;
  const [top, whole] = toIntegers(new Big(dividend), bottom);
  const places = endingPlaces(top, whole);
  return toDecimal(dividing(places ?? QUOTIENT_PLACES)(top.toString()).div(whole.toString()));
}

/** A quotient rounded half away from zero to some places, as decimal text; the divisor is not 0. */
export function roundQuotient(dividend: Big, divisor: Big, places: number): string {
  return toDecimal(dividing(places)(dividend.toFixed()).div(divisor));
}

function dividing(places: number) {
  const Division = Big();
  Division.DP = places;
  Division.RM = Big.roundHalfUp;
  return (value: string) => new Division(value);
}

function toIntegers(top: Big, bottom: Big): [bigint, bigint] {
  const fraction = (value: Big) => value.toFixed().split(".")[1]?.length ?? 0;
  const scale = new Big(10).pow(Math.max(fraction(top), fraction(bottom)));
  return [BigInt(top.times(scale).toFixed()), BigInt(bottom.times(scale).toFixed())];
}

/** How many places a quotient needs when it ends: the reduced divisor holds no prime but 2 and 5. */
function endingPlaces(top: bigint, bottom: bigint): number | undefined {
  let rest = bottom / greatestCommonDivisor(top, bottom);
  if (rest < 0n) rest = -rest;
  let [twos, fives] = [0, 0];
  for (; rest % 2n === 0n; rest /= 2n) twos += 1;
  for (; rest % 5n === 0n; rest /= 5n) fives += 1;
  return rest === 1n ? Math.max(twos, fives) : undefined;
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? (a < 0n ? -a : a) : greatestCommonDivisor(b, a % b);
}
