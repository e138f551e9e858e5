/** Numbers and times as people read them. A value that is not known is a dash, never 0. */

export const unknown = "–";

/** `12.3/s`. */
export function formatRate(perSecond: number | null): string {
  return perSecond === null ? unknown : `${formatNumber(perSecond)}/s`;
}

/** Three digits are enough to compare by; large numbers are grouped: `0.0123`, `4.5`, `12,345`. */
export function formatNumber(value: number): string {
  const size = Math.abs(value);
  if (size === 0) return "0";
  if (size < 0.001) return "<0.001";
  if (size >= 100) return Math.round(value).toLocaleString("en");
  return value.toLocaleString("en", { maximumSignificantDigits: 3 });
}

/** Whole things: `12,345`, `116 M`. An estimate of a counter's increase has fractions nobody wants to read. */
export function formatCount(value: number): string {
  if (value > 0 && value < 0.5) return "<1";
  return value >= 1e6 ? `${formatNumber(value / 1e6)} M` : Math.round(value).toLocaleString("en");
}

/** A share of what went wrong: `0 %`, `0.12 %`, `34.5 %`. A little is never shown as nothing. */
export function formatRatio(ratio: number | null): string {
  if (ratio === null) return unknown;
  if (ratio === 0) return "0 %";
  if (ratio < 0.0001) return "<0.01 %";
  return `${trimmed(ratio * 100, ratio < 0.1 ? 2 : 1)} %`;
}

/** A share of what went right: as many nines as it has, and never 100 % that is not. */
export function formatShare(ratio: number | null): string {
  if (ratio === null) return unknown;
  if (ratio >= 1) return "100 %";
  const nines = Math.floor(-Math.log10(1 - ratio) + 1e-9);
  const digits = Math.min(Math.max(nines, 2), 6);
  // Cut and not rounded, after what binary fractions add is gone: 0.99996 is no 100 %.
  const cut = Math.floor(Number((ratio * 100 * 10 ** digits).toFixed(4))) / 10 ** digits;
  return `${trimmed(cut, digits)} %`;
}

/** `62 %`, `-240 %`; near nothing one digit more, so that what is left does not look like nothing. */
export function formatBudget(left: number | null): string {
  if (left === null) return unknown;
  const percent = left * 100;
  return `${Math.abs(percent) < 10 ? trimmed(percent, 1) : Math.round(percent).toLocaleString("en")} %`;
}

/** `14.4×`. */
export function formatBurnRate(rate: number | null): string {
  if (rate === null) return unknown;
  return `${rate > 0 && rate < 0.01 ? "<0.01" : trimmed(rate, rate < 1 ? 2 : 1)}×`;
}

/** How long a call takes: `850 µs`, `12.5 ms`, `1.2 s`. */
export function formatSeconds(seconds: number | null): string {
  if (seconds === null) return unknown;
  if (seconds === 0) return "0 s";
  if (seconds < 0.001) return `${formatNumber(seconds * 1e6)} µs`;
  if (seconds < 1) return `${formatNumber(seconds * 1e3)} ms`;
  return seconds < 60 ? `${formatNumber(seconds)} s` : formatSpan(seconds);
}

const units = [
  ["d", 86_400],
  ["h", 3_600],
  ["min", 60],
  ["s", 1],
] as const;

/** How long something lasts, in its two largest units: `2 d 3 h`, `45 s`. */
export function formatSpan(seconds: number): string {
  let rest = Math.round(seconds);
  // A minute of a week is noise.
  rest -= rest >= 86_400 ? rest % 3_600 : rest >= 3_600 ? rest % 60 : 0;
  const parts: string[] = [];
  for (const [unit, size] of units) {
    const count = Math.floor(rest / size);
    if (count > 0) parts.push(`${count.toLocaleString("en")} ${unit}`);
    rest -= count * size;
  }
  // The hours of ten days are noise too.
  return parts.slice(0, seconds >= 864_000 ? 1 : 2).join(" ") || "0 s";
}

/** `14:03:20`, with the day where it is not the day of `now`. */
export function formatTime(time: number, now: number): string {
  const clock = clockOf(time, true);
  return dayOf(time) === dayOf(now) ? clock : `${dayOf(time)}, ${clock}`;
}

export function clockOf(time: number, withSeconds: boolean): string {
  return new Date(time * 1000).toLocaleTimeString("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    ...(withSeconds && { second: "2-digit" }),
  });
}

/** `25 Nov`. */
export function dayOf(time: number): string {
  return new Date(time * 1000).toLocaleDateString("en-GB", { day: "numeric", month: "short" });
}

function trimmed(value: number, digits: number): string {
  return Number(value.toFixed(digits)).toLocaleString("en", { maximumFractionDigits: digits });
}
