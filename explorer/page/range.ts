/** What time is shown: the last so many seconds, which goes on or stands still at a time, or from one time to another. */
export type Range = LastRange | CustomRange;

export interface LastRange {
  readonly last: PresetName;
  /** Where it is paused: the end of what is shown. */
  readonly at?: number;
}

export interface CustomRange {
  readonly from: number;
  readonly to: number;
}

export const presets = {
  "15m": { seconds: 900, title: "15 m" },
  "1h": { seconds: 3_600, title: "1 h" },
  "6h": { seconds: 21_600, title: "6 h" },
  "24h": { seconds: 86_400, title: "24 h" },
  "7d": { seconds: 604_800, title: "7 d" },
} as const;

export type PresetName = keyof typeof presets;

// Object.keys cannot tell that these are all the keys there are.
export const presetNames = Object.keys(presets) as PresetName[];

export function isPreset(text: string): text is PresetName {
  return Object.hasOwn(presets, text);
}

export const defaultRange: Range = { last: "1h" };

/** Whether it moves with time. */
export function isLive(range: Range): range is LastRange {
  return "last" in range && range.at === undefined;
}

/**
 * A last hour of which there are ten minutes is those ten minutes: an hour's rate would be a sixth of the true one, and
 * its charts empty for the most part.
 */
export function boundsOf(range: Range, now: number, dataSince: number | null = null): CustomRange {
  if (!("last" in range)) return range;
  const to = range.at ?? now;
  const from = to - presets[range.last].seconds;
  return { from: Math.max(from, Math.min(Math.floor(dataSince ?? from), to - shortest)), to };
}

/** Less than a minute shows nothing. */
const shortest = 60;

export function readRange(parameters: URLSearchParams): Range {
  const last = parameters.get("last");
  const at = timeOf(parameters.get("at"));
  if (last !== null && isPreset(last)) return at === undefined ? { last } : { last, at };
  const from = timeOf(parameters.get("from"));
  const to = timeOf(parameters.get("to"));
  return from !== undefined && to !== undefined && from < to ? { from, to } : defaultRange;
}

export function writeRange(range: Range, parameters: URLSearchParams): void {
  if (!("last" in range)) {
    parameters.set("from", String(range.from));
    parameters.set("to", String(range.to));
    return;
  }
  if (range.at !== undefined || range.last !== "1h") parameters.set("last", range.last);
  if (range.at !== undefined) parameters.set("at", String(range.at));
}

function timeOf(text: string | null): number | undefined {
  return text !== null && /^\d{1,11}$/.test(text) ? Number(text) : undefined;
}
