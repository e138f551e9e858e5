/** A line in a box; its height is its own greatest value. */
export function sparklinePath(values: readonly (number | null)[], width: number, height: number): string {
  const greatest = values.reduce<number>((most, value) => Math.max(most, value ?? 0), 0);
  const stepX = width / Math.max(values.length - 1, 1);
  let path = "";
  values.forEach((value, index) => {
    if (value === null) return;
    const isStart = (values[index - 1] ?? null) === null;
    const isAlone = isStart && (values[index + 1] ?? null) === null;
    const y = height - 1.5 - (greatest === 0 ? 0 : (value / greatest) * (height - 3));
    path += `${isStart ? "M" : "L"}${round(index * stepX)} ${round(y)}${isAlone ? "h1" : ""}`;
  });
  return path;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
