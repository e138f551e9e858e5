const width = 96;
const height = 20;

/** The shape of a rate over time; its height is its own greatest value. What there is no data of is a gap. */
export function Sparkline({ values }: { values: readonly (number | null)[] }) {
  return (
    <svg class="sparkline" viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
      <path d={pathOf(values)} />
    </svg>
  );
}

export function pathOf(values: readonly (number | null)[]): string {
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
