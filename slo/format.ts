/** Numbers as people read them, the same wherever they are shown. */
import { type Bucket, quantile } from "./quantile.js";

/** 2391 is `2,391`, on every machine. */
export function formatCount(count: number): string {
  return count.toLocaleString("en-US");
}

/** At most three digits: `5 ms`, `22.4 ms`, `412 ms`, `1.25 s`. */
export function formatSeconds(seconds: number): string {
  return seconds < 1 ? `${threeDigits(seconds * 1000)} ms` : `${threeDigits(seconds)} s`;
}

function threeDigits(value: number): string {
  return String(Number(value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)));
}

/** A quantile of a histogram's buckets; where it lies outside of the bounds, that it does. */
export function formatQuantile(q: number, buckets: readonly Bucket[]): string {
  const seconds = quantile(q, buckets);
  if (Number.isNaN(seconds)) return "–";
  const bounds = buckets.map(({ bound }) => bound).filter(Number.isFinite);
  if (seconds <= Math.min(...bounds)) return `≤ ${formatSeconds(Math.min(...bounds))}`;
  if (seconds >= Math.max(...bounds)) return `≥ ${formatSeconds(Math.max(...bounds))}`;
  return formatSeconds(seconds);
}

/** Rounded down: a target that was missed never looks met, and 100 % is every call. */
export function formatShare(part: number, whole: number, decimals = 2): string {
  const factor = 10 ** decimals;
  return `${(Math.floor((part * 100 * factor) / whole) / factor).toFixed(decimals)} %`;
}

/** What is left of an error budget; below nothing, how often it was spent. */
export function formatBudget(left: number, burnRate: number): string {
  if (left === 0) return "none, exactly spent";
  if (left < 0) return `exhausted, ${formatRate(burnRate)} × spent`;
  return left < 0.01 ? "< 1 %" : `${Math.floor(left * 100)} %`;
}

/** Two digits: `0.41`, `4.2`, `120`. */
export function formatRate(rate: number): string {
  if (rate >= 10) return String(Math.round(rate));
  return rate >= 1 ? rate.toFixed(1) : String(Number(rate.toPrecision(2)));
}
