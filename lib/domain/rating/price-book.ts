import { canonicalJson } from "@/lib/domain/canonical-json";
import type { Price } from "./price";
import type { PriceSegment } from "./segments";

/** A price from an instant on; null ends the one before. */
export type PriceVersion = { id: string; usageType: string; validFrom: Date; price: Price | null };
export type PlanPriceVersion = PriceVersion & { plan: string };
export type SubscriptionVersion = { plan: string; validFrom: Date };

/** All versions, each list in the order of `validFrom`, of equal ones the later made last. */
export type PriceVersions = {
  own: readonly PriceVersion[];
  ofPlans: readonly PlanPriceVersion[];
  subscriptions: readonly SubscriptionVersion[];
};

/** A segment and where its price comes from: a plan, or the organization's own (plan null). */
export type BookSegment = PriceSegment & { priceId: string; validFrom: Date; plan: string | null };

/** Which price holds for each priced key in which segment of a period. Keys without a price are not in it. */
export type PriceBook = ReadonlyMap<string, readonly BookSegment[]>;

type Period = { from: Date; to: Date };

/**
 * The prices of a period: at every instant the organization's own price, else that of the plan it is subscribed to.
 * A new version, or another plan, with the same terms is no change of price and begins no segment.
 */
export function priceBook(period: Period, versions: PriceVersions): PriceBook {
  const cuts = cutsOf(period, versions);
  const keys = new Set([...versions.own, ...versions.ofPlans].map(({ usageType }) => usageType));
  const book = new Map<string, BookSegment[]>();
  for (const key of [...keys].sort()) {
    const segments = joinEqual(cuts.flatMap((span) => segmentOf(span, key, versions)));
    if (segments.length > 0) book.set(key, segments);
  }
  return book;
}

/** The price of a key at an instant, and where it comes from; none where nothing prices it. */
export function priceAt(at: Date, usageType: string, versions: PriceVersions) {
  const own = latest(
    at,
    versions.own.filter((one) => one.usageType === usageType),
  );
  if (own?.price) return { ...own, price: own.price, plan: null };
  const plan = latest(at, versions.subscriptions)?.plan;
  const ofPlan = versions.ofPlans.filter((one) => one.plan === plan && one.usageType === usageType);
  const found = latest(at, ofPlan);
  return found?.price ? { ...found, price: found.price } : undefined;
}

function segmentOf({ from, to }: Period, key: string, versions: PriceVersions): BookSegment[] {
  const found = priceAt(from, key, versions);
  if (!found) return [];
  const { id: priceId, validFrom, plan, price } = found;
  return [{ start: from, end: to, price, priceId, validFrom, plan }];
}

/** The version that holds at an instant, of versions in the order of their beginning. */
export function latest<T extends { validFrom: Date }>(at: Date, versions: readonly T[]): T | undefined {
  return versions.findLast(({ validFrom }) => validFrom <= at);
}

function cutsOf({ from, to }: Period, { own, ofPlans, subscriptions }: PriceVersions): Period[] {
  const inside = [...own, ...ofPlans, ...subscriptions]
    .map(({ validFrom }) => validFrom.getTime())
    .filter((at) => at > from.getTime() && at < to.getTime());
  const starts = [...new Set([from.getTime(), ...inside])].sort((a, b) => a - b);
  return starts.map((start, index) => ({ from: new Date(start), to: new Date(starts[index + 1] ?? to) }));
}

function joinEqual(segments: readonly BookSegment[]): BookSegment[] {
  const joined: BookSegment[] = [];
  for (const segment of segments) {
    const before = joined.at(-1);
    const same = before !== undefined && canonicalJson(before.price) === canonicalJson(segment.price);
    if (same && before.end.getTime() === segment.start.getTime())
      joined[joined.length - 1] = { ...before, end: segment.end };
    else joined.push(segment);
  }
  return joined;
}
