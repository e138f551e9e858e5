/** Divides a percentage by 100 in decimal: 99.9 is 0.999, where `99.9 / 100` is 0.9990000000000001. */
export function percentToRatio(percent: number): number {
  return shiftPoint(percent, -2);
}

/** Multiplies a ratio by 100 in decimal: 0.99999 is 99.999, where `0.99999 * 100` is 99.99900000000001. */
export function ratioToPercent(ratio: number): number {
  return shiftPoint(ratio, 2);
}

/** The share of calls that may fail under a target in percent, in decimal: 99.95 is 0.0005. */
export function errorBudget(targetPercent: number): number {
  const fraction = String(targetPercent).split(".")[1] ?? "";
  return percentToRatio(Number((100 - targetPercent).toFixed(Math.min(fraction.length, 100))));
}

/**
 * How fast an error budget is being spent: 1 spends exactly the budget over the period, 10 spends it in a
 * tenth of the period.
 */
export function burnRate(errorRatio: number, budget: number): number {
  return errorRatio / budget;
}

/**
 * The error ratio over which a burn rate is exceeded, in decimal: a burn rate of 14.4 against a budget of 0.001 is
 * 0.0144, where `14.4 * 0.001` is 0.014400000000000001.
 */
export function burnThreshold(rate: number, budget: number): number {
  // Fifteen digits: what a double holds of a decimal, and more than a rate and a budget have together.
  return Number((rate * budget).toPrecision(15));
}

/** A number as people write it, also where JavaScript would write `1e-7`. */
export function decimalText(value: number): string {
  return value.toLocaleString("en-US", { useGrouping: false, maximumFractionDigits: 20 });
}

function shiftPoint(value: number, places: number): number {
  const [digits = "0", exponent = "0"] = String(value).split("e");
  return Number(`${digits}e${Number(exponent) + places}`);
}
