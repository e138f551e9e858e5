import type { CallSite } from "./callSite.js";

/** Adds an ended call to its call site's numbers. @param elapsed Milliseconds. */
export function record(site: CallSite, elapsed: number, failed: boolean): void {
  const { bounds, buckets } = site;
  let bucket = 0;
  // Calls are mostly short, so the search from below mostly ends where it starts. The last bound is Infinity.
  while (elapsed > (bounds[bucket] as number)) bucket++;
  (buckets[bucket] as number)++;
  site.sum += elapsed;
  if (failed) site.errors++;
  if (site.concurrency) site.inFlight--;
}
