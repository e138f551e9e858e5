import { sparklinePath } from "../sparklinePath.js";

const width = 96;
const height = 20;

/** The shape of a rate over time; its height is its own greatest value. What there is no data of is a gap. */
export function Sparkline({ values }: { values: readonly (number | null)[] }) {
  return (
    <svg class="sparkline" viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
      <path d={sparklinePath(values, width, height)} />
    </svg>
  );
}
