/** A bucket of a histogram as it is served: how many observations were at most `bound`. */
export interface Bucket {
  readonly bound: number;
  readonly count: number;
}

/**
 * Estimates a quantile (0.5 is the median) from the buckets of a histogram as PromQL's `histogram_quantile` does: the
 * observations of a bucket are taken to lie evenly between its bounds, the lowest bucket to start at 0. Above the
 * highest finite bound nothing is known, and the answer is that bound. NaN where there is nothing to estimate from.
 *
 * Buckets come in any order; those with the same bound, from several functions, are added up.
 */
export function quantile(q: number, buckets: readonly Bucket[]): number {
  if (q < 0) return Number.NEGATIVE_INFINITY;
  if (q > 1) return Number.POSITIVE_INFINITY;
  const ascending = ascendingBuckets(buckets);
  const all = ascending.at(-1);
  const highestFinite = ascending.at(-2);
  if (all?.bound !== Number.POSITIVE_INFINITY || all.count === 0 || highestFinite === undefined) return Number.NaN;

  const rank = q * all.count;
  let lower: Bucket | undefined;
  for (const bucket of ascending.slice(0, -1)) {
    if (bucket.count >= rank) return valueAt(rank, lower, bucket);
    lower = bucket;
  }
  return Number.isNaN(rank) ? Number.NaN : highestFinite.bound;
}

function valueAt(rank: number, lower: Bucket | undefined, upper: Bucket): number {
  if (lower === undefined && upper.bound <= 0) return upper.bound;
  const { bound, count } = lower ?? { bound: 0, count: 0 };
  return bound + (upper.bound - bound) * ((rank - count) / (upper.count - count));
}

/** By bound, one bucket each, and no count below the one before it: a scrape may have met an update halfway. */
function ascendingBuckets(buckets: readonly Bucket[]): Bucket[] {
  const counts = new Map<number, number>();
  for (const { bound, count } of buckets) counts.set(bound, (counts.get(bound) ?? 0) + count);
  let highest = 0;
  return [...counts]
    .sort(([a], [b]) => a - b)
    .map(([bound, count]) => {
      highest = Math.max(highest, count);
      return { bound, count: highest };
    });
}
