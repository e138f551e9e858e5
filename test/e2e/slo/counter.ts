/** Values of a counter in promtool's notation. */

/** Some samples in a row, and what is added before each of them. */
export interface Phase {
  readonly samples: number;
  readonly add: number;
}

/** A counter that starts at 0 with its first sample; each phase goes on from the one before. */
export function counter(phases: readonly Phase[], start = 0): string {
  let value = start;
  const parts = [text(start)];
  for (const { samples, add } of phases) {
    if (samples < 1) continue;
    parts.push(`${text(value + add)}+${text(add)}x${samples - 1}`);
    // As promtool adds, step by step: a phase that started a hair below would be a counter's reset.
    for (let i = 0; i < samples; i++) value += add;
  }
  return parts.join(" ");
}

/** The same value again and again. */
export function steady(value: number, samples: number): string {
  return `${text(value)}x${samples - 1}`;
}

/** Samples that are not there. */
export function missing(samples: number): string {
  return `_x${samples}`;
}

/** `0x9` would be a hexadecimal number. */
function text(value: number): string {
  return value === 0 ? "0.0" : String(value);
}
