/** What is drawn over the lines: thresholds with their names, and deploys. */
import type uPlot from "uplot";
import type { Deploy } from "../../api.js";
import { colourOf } from "./colours.js";

/** A level that a chart's values are to be compared with. */
export interface Guide {
  readonly value: number;
  readonly label: string;
  readonly colour: "target" | "at-risk" | "burning";
}

const fontSize = 11;
const gap = 4;

export function drawGuides(plot: uPlot, guides: readonly Guide[]): void {
  const { ctx, bbox } = plot;
  const greatest = plot.scales.y?.max ?? 0;
  const least = plot.scales.y?.min ?? 0;
  // Where two levels are close their names stand side by side.
  let before = { y: Number.NEGATIVE_INFINITY, end: 0 };
  withPen(plot, () => {
    for (const { value, label, colour } of guides.toSorted((one, other) => other.value - one.value)) {
      if (value > greatest || value < least) continue;
      const y = Math.round(plot.valToPos(value, "y", true));
      ctx.strokeStyle = ctx.fillStyle = colourOf(plot.root, colour);
      ctx.setLineDash(scaled([5, 4]));
      line(ctx, bbox.left, y, bbox.left + bbox.width, y);
      // Under the line where the chart ends above it.
      const isHigh = y - bbox.top < px(fontSize + gap);
      ctx.textAlign = "left";
      ctx.textBaseline = isHigh ? "top" : "bottom";
      const textY = isHigh ? y + px(gap / 2) : y - px(gap / 2);
      const x = Math.abs(textY - before.y) < px(fontSize) + px(2) ? before.end + px(2 * gap) : bbox.left + px(gap);
      halo(plot, label, x, textY);
      before = { y: textY, end: x + ctx.measureText(label).width };
    }
  });
}

export function drawDeploys(plot: uPlot, deploys: readonly Deploy[]): void {
  const { ctx, bbox } = plot;
  withPen(plot, () => {
    ctx.strokeStyle = ctx.fillStyle = colourOf(plot.root, "deploy");
    ctx.textAlign = "left";
    ctx.textBaseline = "bottom";
    let free = bbox.left;
    for (const deploy of deploys) {
      const x = Math.round(plot.valToPos(deploy.time, "x", true));
      if (x < bbox.left || x > bbox.left + bbox.width) continue;
      ctx.setLineDash(scaled([2, 2]));
      line(ctx, x, bbox.top - px(gap), x, bbox.top + bbox.height);
      const name = nameOf(deploy);
      const width = ctx.measureText(name).width;
      const start = Math.min(x, bbox.left + bbox.width - width);
      // A name that would run into the one before is in the list under the charts.
      if (start < free) continue;
      ctx.fillText(name, start, bbox.top - px(gap));
      free = start + width + px(2 * gap);
    }
  });
}

/** `v1.4.2`, or the first of the commit where there is no version. */
export function nameOf({ version, commit }: Pick<Deploy, "version" | "commit">): string {
  const name = version ? (/^\d/.test(version) ? `v${version}` : version) : commit.slice(0, 7);
  const short = name.length > 18 ? `${name.slice(0, 17)}…` : name;
  return short || "deploy";
}

function withPen(plot: uPlot, draw: () => void): void {
  const { ctx } = plot;
  ctx.save();
  ctx.lineWidth = px(1);
  ctx.font = `${px(fontSize)}px ${getComputedStyle(plot.root).fontFamily}`;
  draw();
  ctx.restore();
}

function line(ctx: CanvasRenderingContext2D, fromX: number, fromY: number, toX: number, toY: number): void {
  ctx.beginPath();
  ctx.moveTo(fromX, fromY);
  ctx.lineTo(toX, toY);
  ctx.stroke();
}

/** Text that stays readable on a line. */
function halo(plot: uPlot, text: string, x: number, y: number): void {
  const { ctx } = plot;
  ctx.save();
  ctx.setLineDash([]);
  ctx.lineJoin = "round";
  ctx.lineWidth = px(3);
  ctx.strokeStyle = colourOf(plot.root, "surface");
  ctx.strokeText(text, x, y);
  ctx.restore();
  ctx.fillText(text, x, y);
}

function px(size: number): number {
  return size * devicePixelRatio;
}

function scaled(dash: readonly number[]): number[] {
  return dash.map(px);
}
