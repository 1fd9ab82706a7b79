import { describe, expect, it } from "vitest";
import { price } from "./price";

const PLAIN = 'must be plain decimal digits such as "0.05"';
const FLOAT = 'must be a decimal string such as "0.05", not a JSON number: those are floats';

const graduated = (...tiers: unknown[]) => ({ currency: "USD", model: "graduated", tiers });
const tier = (up_to: unknown, more: object = {}) => ({ up_to, unit_amount: "0.1", ...more });
const unit = (more: object = {}) => ({ currency: "USD", model: "unit", unit_amount: "0.1", ...more });

/** Every refusal as its field and sentence. */
function refusals(value: unknown): [string, string][] {
  const parsed = price.safeParse(value);
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => [path.join("."), message]);
}

describe("a price", () => {
  it.each([
    { currency: "USD", model: "flat", amount: "10" },
    unit({ per: "3600", included: "100", minimum_amount: "1", maximum_amount: "1", charge_zero: false }),
    unit({ usage_type: "api", valid_from: "2026-11-01", minimum_amount: null, maximum_amount: null }),
    unit({ valid_from: "2026-11-01T00:15:00+01:00" }),
    graduated(tier("100"), tier("100.000001", { from: "100", flat_amount: "5" }), tier(null)),
    { currency: "JPY", model: "volume", tiers: [tier(null, { flat_amount: "5" })] },
    { currency: "KWD", model: "package", amount: "20", package_size: "0.5", free_units: "10" },
    { currency: "USD", model: "percentage", rate: "250", fixed_amount: "0.3", free_units: "0" },
    { currency: "USD", model: "graduated_percentage", tiers: [{ up_to: null, rate_percent: "2.9" }] },
  ])("may be %j", (value) => {
    expect(refusals(value)).toEqual([]);
  });

  it("keeps decimals exact and drops what says nothing", () => {
    const amount = "123456789012345678901234567890.12345678901234567890";
    expect(price.parse({ currency: "USD", model: "flat", amount })).toMatchObject({
      amount: "123456789012345678901234567890.1234567890123456789",
    });
    expect(price.parse(unit({ unit_amount: "20.00", included: "-0" }))).toMatchObject({
      unit_amount: "20",
      included: "0",
    });
  });

  it.each<[string, unknown, [string, string][]]>([
    [
      "a gap between tiers",
      graduated(tier("100"), tier(null, { from: "101" })),
      [["tiers.1.from", "leaves a gap: must be 100, where the tier before ends"]],
    ],
    [
      "a gap before the first tier",
      graduated(tier(null, { from: "1" })),
      [["tiers.0.from", "leaves a gap: must be 0, where the tier before ends"]],
    ],
    [
      "tiers that overlap by their starts",
      graduated(tier("100"), tier(null, { from: "99" })),
      [["tiers.1.from", "overlaps the tier before: must be 100, where that one ends"]],
    ],
    [
      "tiers that overlap by their ends",
      graduated(tier("100"), tier("100.0"), tier(null)),
      [["tiers.1.up_to", "overlaps the tier before: must be above 100"]],
    ],
    [
      "a last tier with an end",
      graduated(tier("100"), tier("200")),
      [["tiers.1.up_to", "must be null in the last tier: units above it would have no price"]],
    ],
    [
      "an end before the last tier",
      graduated(tier(null), tier(null)),
      [["tiers.0.up_to", "must be null in the last tier only: the tiers after it are never reached"]],
    ],
    ["no tiers", graduated(), [["tiers", "needs at least one tier"]]],
    ["an empty tier", graduated(tier("0"), tier(null)), [["tiers.0.up_to", "must be above 0"]]],
    ["an end that is no number", graduated(tier("many"), tier("9"), tier(null)), [["tiers.0.up_to", PLAIN]]],
    ["a negative amount", unit({ unit_amount: "-0.1" }), [["unit_amount", "must not be negative"]]],
    [
      "a negative tier",
      graduated(tier(null, { flat_amount: "-1" })),
      [["tiers.0.flat_amount", "must not be negative"]],
    ],
    ["a JSON number", unit({ unit_amount: 0.1 }), [["unit_amount", FLOAT]]],
    ["a JSON number that is whole", graduated(tier(100), tier(null)), [["tiers.0.up_to", FLOAT]]],
    ["an exponent", unit({ unit_amount: "1e-7" }), [["unit_amount", PLAIN]]],
    ["text", unit({ unit_amount: "free" }), [["unit_amount", PLAIN]]],
    ["a point without digits", unit({ unit_amount: ".5" }), [["unit_amount", PLAIN]]],
    [
      "null for an amount",
      unit({ unit_amount: null }),
      [["unit_amount", 'must be a decimal string such as "0.05"']],
    ],
    ["no amount", { currency: "USD", model: "unit" }, [["unit_amount", "is needed"]]],
    [
      "too many digits",
      unit({ unit_amount: `0.${"1".repeat(21)}` }),
      [["unit_amount", "must have at most 40 digits before the point and 20 after it"]],
    ],
    ["a division by nothing", unit({ per: "0" }), [["per", "must be above 0"]]],
    [
      "per where nothing is per unit",
      { currency: "USD", model: "flat", amount: "1", per: "10" },
      [["per", "is only for models with unit amounts: unit, graduated, volume"]],
    ],
    [
      "packages of nothing",
      { currency: "USD", model: "package", amount: "1", package_size: "0" },
      [["package_size", "must be above 0"]],
    ],
    [
      "a maximum below the minimum",
      unit({ minimum_amount: "10", maximum_amount: "9.99" }),
      [["maximum_amount", "must not be below minimum_amount"]],
    ],
    [
      "an unknown currency",
      unit({ currency: "XYZ" }),
      [["currency", "must be an ISO 4217 currency such as USD"]],
    ],
    [
      "an unknown model",
      unit({ model: "surge" }),
      [["model", "must be one of flat, unit, graduated, volume, package, percentage, graduated_percentage"]],
    ],
    ["no object", "free", [["", "must be a price, a JSON object"]]],
    ["another model's field", unit({ tiers: [] }), [["", 'Unrecognized key: "tiers"']]],
    [
      "a day that is none",
      unit({ valid_from: "2026-02-30" }),
      [["valid_from", "must be a day such as 2026-11-01, or an instant"]],
    ],
  ])("is refused with %s", (_, value, sentences) => {
    expect(refusals(value)).toEqual(sentences);
  });
});
