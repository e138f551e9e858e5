/** A canvas knows no custom properties and no `light-dark()`: what a name in app.css stands for at present. */
export function colourOf(element: HTMLElement, name: string): string {
  const probe = document.createElement("i");
  probe.style.color = `var(--${name})`;
  element.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}

/** Lines differ in their dashes too. */
export const strokes: readonly { readonly colour: string; readonly dash: readonly number[] }[] = [
  { colour: "line-1", dash: [] },
  { colour: "line-2", dash: [6, 3] },
  { colour: "line-3", dash: [2, 3] },
  { colour: "line-4", dash: [9, 3, 2, 3] },
  { colour: "line-5", dash: [] },
  { colour: "line-6", dash: [4, 4] },
];

export function strokeOf(index: number): (typeof strokes)[number] {
  const stroke = strokes[index % strokes.length];
  if (!stroke) throw new Error("there are no strokes");
  return stroke;
}
