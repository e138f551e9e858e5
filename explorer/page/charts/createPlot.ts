import uPlot from "uplot";
import type { Deploy } from "../../api.js";
import { clockOf, dayOf } from "../format.js";
import { colourOf, idealName, strokeOf } from "./colours.js";
import type { Kind } from "./kinds.js";
import { drawDeploys, drawGuides, type Guide } from "./marks.js";

/** What a plot shows. It is asked for anew at each drawing. */
export interface Shown {
  readonly kind: Kind;
  readonly from: number;
  readonly to: number;
  readonly guides: readonly Guide[];
  readonly deploys: readonly Deploy[];
}

export interface PlotEvents {
  /** The index of the time under the cursor; null when it has left. */
  readonly pointed: (index: number | null) => void;
  /** A stretch of time was dragged over. */
  readonly selected: (from: number, to: number) => void;
}

const height = 176;
const axisFont = "11px system-ui, sans-serif";
const wholeSteps = [1, 10, 100, 1_000, 10_000, 100_000].flatMap((step) => [step, 2 * step, 5 * step]);
/** Charts of one view show the crosshair at the same time. */
const sync = uPlot.sync("explorer");

export function createPlot(
  place: HTMLElement,
  names: readonly string[],
  data: uPlot.AlignedData,
  shown: () => Shown,
  events: PlotEvents,
): uPlot {
  const { kind } = shown();
  const measured = names.filter((name) => name !== idealName);
  const colour = (name: string) => () => colourOf(place, name);
  const options: uPlot.Options = {
    width: Math.max(place.clientWidth, 100),
    height,
    // Room for the names of deploys, and for half of the last time.
    padding: [18, 24, 0, 0],
    legend: { show: false },
    cursor: {
      y: false,
      drag: { x: true, y: false, setScale: false },
      points: { size: 7 },
      sync: { key: sync.key, setSeries: false, scales: ["x", null], filters: { pub: isMove } },
    },
    scales: {
      x: { range: () => [shown().from, shown().to] },
      y: {
        ...(kind.isLogarithmic && { distr: 4, asinh: 1 }),
        range: (plot) => kind.range(...extremes(plot, shown().guides)),
      },
    },
    axes: [
      {
        font: axisFont,
        stroke: colour("muted"),
        grid: { stroke: colour("grid"), width: 1 },
        ticks: { stroke: colour("grid"), width: 1, size: 4 },
        size: 26,
        gap: 4,
        space: 70,
        values: (_, times, __, ___, step) => times.map((time) => timeLabel(time, step)),
      },
      {
        font: axisFont,
        stroke: colour("muted"),
        grid: { stroke: colour("grid"), width: 1 },
        ticks: { show: false },
        gap: 6,
        size: (_, labels) => Math.max(54, 14 + 6.6 * Math.max(0, ...(labels ?? []).map((label) => label.length))),
        space: 28,
        ...(kind.marks && { splits: (plot) => marksOf(plot, kind.marks ?? []), filter: (_, marks) => marks }),
        ...(kind.isWhole && { incrs: wholeSteps }),
        values: (_, values) => values.map((value) => (value === null ? "" : kind.format(value))),
      },
    ],
    series: [
      {},
      ...names.map((name, index): uPlot.Series => {
        const { colour: stroke, dash } = strokeOf(index, name);
        const isFilled = kind.isFilled && measured.length === 1 && name !== idealName;
        return {
          stroke: colour(stroke),
          width: name === idealName ? 1 : 1.5,
          dash: [...dash],
          spanGaps: false,
          points: { show: false, size: 5, fill: colour(stroke), filter: lonePoints },
          ...(isFilled && { fill: colour(`${stroke}-fill`), fillTo: 0 }),
        };
      }),
    ],
    hooks: {
      draw: [
        (plot) => {
          drawGuides(plot, shown().guides);
          drawDeploys(plot, shown().deploys);
        },
      ],
      setCursor: [(plot) => events.pointed(plot.cursor.idx ?? null)],
      setSelect: [
        (plot) => {
          const { left, width } = plot.select;
          if (width < 5) return;
          const [from, to] = [left, left + width].map((at) => Math.round(plot.posToVal(at, "x")));
          plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
          if (from !== undefined && to !== undefined && from < to) events.selected(from, to);
        },
      ],
    },
  };
  return new uPlot(options, data, place);
}

/** Else a drag over one chart would be one over all. */
function isMove(type: string): boolean {
  return type === "mousemove" || type === "mouseleave";
}

/**
 * The least and the greatest of all that is drawn. A threshold far over all values would press them flat: it is left
 * out, and the legend says that it is.
 */
function extremes(plot: uPlot, guides: readonly Guide[]): [number, number] {
  const values = plot.data.slice(1).flatMap((line) => [...line].filter((value) => typeof value === "number"));
  const greatest = values.reduce((most, value) => Math.max(most, value), 0);
  const compared = guides.map(({ value }) => value).filter((value) => !isOutOfSight(value, greatest));
  const all = [...values, ...compared];
  return all.length === 0 ? [0, 0] : [all.reduce((a, b) => Math.min(a, b)), all.reduce((a, b) => Math.max(a, b))];
}

/** Burn rates' thresholds are a few steps away on their axis. */
export function isOutOfSight(guide: number, greatest: number): boolean {
  return greatest > 0 && guide > Math.max(4 * greatest, 20);
}

function marksOf(plot: uPlot, marks: readonly number[]): number[] {
  return marks.filter((mark) => mark <= (plot.scales.y?.max ?? 0));
}

/** A value between two gaps has no line to be seen by. */
function lonePoints(plot: uPlot, index: number): number[] | null {
  const values = plot.data[index] ?? [];
  const isThere = (at: number) => typeof values[at] === "number";
  const lone = Array.from(values, (_, at) => at).filter((at) => isThere(at) && !isThere(at - 1) && !isThere(at + 1));
  return lone.length > 0 ? lone : null;
}

/** A day begins with its name. */
function timeLabel(time: number, step: number): string {
  const clock = clockOf(time, step < 60);
  return step >= 86_400 || /^00:00(:00)?$/.test(clock) ? dayOf(time) : clock;
}
