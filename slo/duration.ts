/** Durations as Prometheus writes them: `5m`, `1h30m`, `28d`. All are in milliseconds here. */
export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

const units = { y: 365 * day, w: 7 * day, d: day, h: hour, m: minute, s: second, ms: 1 };

/** Undefined for a text that Prometheus would not take, and for no time at all. */
export function parseDuration(text: string): number | undefined {
  const parts = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/.exec(text);
  if (parts === null) return undefined;
  const total = Object.values(units).reduce((sum, unit, i) => sum + Number(parts[i + 1] ?? 0) * unit, 0);
  return total > 0 && Number.isSafeInteger(total) ? total : undefined;
}

/** In days and less: a window of `7d` is what people call it, also where Prometheus would print `1w`. */
export function formatDuration(milliseconds: number): string {
  let rest = Math.max(1, Math.round(milliseconds));
  let text = "";
  for (const unit of ["d", "h", "m", "s", "ms"] as const) {
    const count = Math.floor(rest / units[unit]);
    rest -= count * units[unit];
    if (count > 0) text += `${count}${unit}`;
  }
  return text;
}
