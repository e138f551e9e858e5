import { useId, useMemo, useState } from "preact/hooks";
import type { Chart, Deploy } from "../../api.js";
import { useExplorer } from "../explorer.js";
import { formatTime } from "../format.js";
import { idealName, type Stroke, strokeOf } from "./colours.js";
import { type KindName, kinds } from "./kinds.js";
import type { Guide } from "./marks.js";
import { type DrawnLine, Plot } from "./Plot.js";
import { Queries } from "./Queries.js";

interface Props {
  readonly title: string;
  readonly kind: KindName;
  readonly chart: Chart;
  readonly deploys: readonly Deploy[];
  readonly guides?: readonly Guide[];
  /** Times between which a line to compare with goes from 1 to 0. */
  readonly ideal?: { readonly start: number; readonly end: number };
  readonly from?: number;
  readonly to?: number;
  /** What no value at all means. */
  readonly empty?: string;
}

const none: readonly Guide[] = [];

/** A chart with its name, its values under the crosshair, and the queries it is drawn from. */
export function Figure({
  title,
  kind,
  chart,
  deploys,
  guides = none,
  ideal,

  from,
  to,
  empty = "No data",
}: Props) {
  const { bounds, now } = useExplorer();
  const [pointed, setPointed] = useState<number | null>(null);
  const id = useId();
  const { format } = kinds[kind];
  const start = ideal?.start;
  const end = ideal?.end;
  const lines = useMemo<readonly DrawnLine[]>(() => {
    if (start === undefined || end === undefined) return chart.lines;
    return [...chart.lines, { name: idealName, values: chart.times.map((time) => (end - time) / (end - start)) }];
  }, [chart, start, end]);
  const isEmpty = chart.lines.every(({ values }) => values.every((value) => value === null));
  const time = pointed === null ? undefined : chart.times[pointed];

  return (
    <figure class="chart" aria-labelledby={id}>
      <figcaption>
        <h2 id={id}>{title}</h2>
        <span class="chart-time">{time === undefined ? "" : formatTime(time, now)}</span>
        <ul class="legend">
          {lines.map(({ name, values }, index) => (
            <li key={name}>
              <Swatch stroke={strokeOf(index, name)} />
              {name}
              <b>{format(pointed === null ? lastOf(values) : (values[pointed] ?? null))}</b>
            </li>
          ))}
        </ul>
      </figcaption>
      <div class="chart-area">
        <Plot
          title={title}
          kind={kinds[kind]}
          times={chart.times}
          lines={lines}
          from={from ?? bounds.from}
          to={to ?? bounds.to}
          guides={guides}
          deploys={deploys}
          onPoint={setPointed}
        />
        {isEmpty && <p class="chart-empty">{empty}</p>}
      </div>
      <Queries title={title} lines={chart.lines} />
    </figure>
  );
}

function Swatch({ stroke: { colour, dash } }: { stroke: Stroke }) {
  return (
    <svg class="swatch" viewBox="0 0 18 4" aria-hidden="true" focusable="false" data-colour={colour}>
      <path d="M0 2h18" stroke-dasharray={dash.join(" ")} />
    </svg>
  );
}

function lastOf(values: readonly (number | null)[]): number | null {
  return values.findLast((value) => value !== null) ?? null;
}
