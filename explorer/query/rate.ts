import type { Stretch } from "./samples.js";

/**
 * By how much a counter has grown from `after` to `until` (milliseconds), as Prometheus' `increase` estimates it.
 *
 * The first and the last sample lie within the range, so what is seen between them is extended to its ends: by the whole
 * way where a sample is as near as samples are to each other, by half of their distance where the series seems to
 * have begun or ended in the range; and never further back than to where the counter was at 0. Undefined with one sample.
 */
export function increaseOver(stretch: Stretch, after: number, until: number): number | undefined {
  if (stretch.count < 2) return undefined;
  const grown = stretch.last - stretch.first + stretch.fallen;
  const seen = stretch.lastTime - stretch.firstTime;
  const between = seen / (stretch.count - 1);
  const near = between * 1.1;

  let before = stretch.firstTime - after;
  if (before >= near) before = between / 2;
  if (grown > 0 && stretch.first >= 0) before = Math.min(before, seen * (stretch.first / grown));
  let behind = until - stretch.lastTime;
  if (behind >= near) behind = between / 2;
  return grown * ((seen + before + behind) / seen);
}
