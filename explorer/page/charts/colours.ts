/** A canvas knows no custom properties and no `light-dark()`: what a name in app.css stands for at present. */
export function colourOf(element: HTMLElement, name: string): string {
  const probe = document.createElement("i");
  probe.style.color = `var(--${name})`;
  element.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}

export interface Stroke {
  /** Of app.css. */
  readonly colour: string;
  readonly dash: readonly number[];
}

/** Lines differ in their dashes too. */
const strokes: readonly Stroke[] = [
  { colour: "line-1", dash: [] },
  { colour: "line-2", dash: [6, 3] },
  { colour: "line-3", dash: [2, 3] },
  { colour: "line-4", dash: [9, 3, 2, 3] },
  { colour: "line-5", dash: [] },
  { colour: "line-6", dash: [4, 4] },
];

const ideal: Stroke = { colour: "muted", dash: [3, 4] };

/** Of a chart's line, by its place and its name: errors look like errors everywhere. */
export function strokeOf(index: number, name: string): Stroke {
  const stroke = strokes[index % strokes.length] ?? ideal;
  if (name === "errors") return { ...stroke, colour: "burning" };
  return name === idealName ? ideal : stroke;
}

/** The line that is drawn as a comparison and no measurement. */
export const idealName = "ideal";
