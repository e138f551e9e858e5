export interface Column {
  readonly title: string;
  /** Numbers stand at the right. */
  readonly right?: boolean;
}

/** A cell's text, or a text and what colours it once it has its width. */
export type Cell = string | { readonly text: string; readonly style: (text: string) => string };

/** Lines of aligned columns, two spaces apart, under their titles. */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  styleTitle: (text: string) => string = (text) => text,
): string[] {
  return aligned([columns.map(({ title }) => ({ text: title, style: styleTitle })), ...rows], columns);
}

/** The same without titles. */
export function aligned(lines: readonly (readonly Cell[])[], columns: readonly Pick<Column, "right">[] = []): string[] {
  const count = Math.max(0, ...lines.map((cells) => cells.length));
  const widths = Array.from({ length: count }, (_, i) => Math.max(...lines.map((cells) => textOf(cells[i]).length)));
  return lines.map((cells) =>
    cells
      .map((cell, i) => {
        const { style = (text: string) => text } = typeof cell === "string" ? {} : cell;
        const width = widths[i] ?? 0;
        const isLast = i === count - 1;
        return style(columns[i]?.right ? textOf(cell).padStart(width) : textOf(cell).padEnd(isLast ? 0 : width));
      })
      .join("  "),
  );
}

function textOf(cell: Cell = ""): string {
  return typeof cell === "string" ? cell : cell.text;
}
