/** Functions as lines of text that a person and `grep` can read. */

import { aligned } from "./columns.js";
import type { ListedFunction } from "./functions.js";
import { counted } from "./project/format.js";

/** A line a function, in aligned columns, with an empty line between files; and a line that sums up. */
export function table(functions: readonly ListedFunction[]): string {
  const lines = aligned(functions.map(columns)).flatMap((line, i) =>
    i === 0 || functions[i]?.file === functions[i - 1]?.file ? [line] : ["", line],
  );
  return [...lines, ...(lines.length > 0 ? [""] : []), summary(functions), ""].join("\n");
}

function columns(listed: ListedFunction): string[] {
  const { file, line, column, kind, flow, objective } = listed;
  const place = `${file}:${line}:${column}`;
  const form = flow === "sync" ? kind : `${flow.replace("-", " ")} ${kind}`;
  return [place, listed.function, form, objective === null ? "-" : `objective=${objective}`, howFound(listed)];
}

/** `routes: express GET /users (by types only)`; a label that is the route itself is not said twice. */
function howFound({ found, handler, function: label }: ListedFunction): string {
  if (handler === null) return found;
  const { framework, route, typesOnly } = handler;
  const what = route === null || route === label ? framework : `${framework} ${route}`;
  return `${found}: ${what}${typesOnly ? " (by types only)" : ""}`;
}

function summary(functions: readonly ListedFunction[]): string {
  if (functions.length === 0) return "no function would be instrumented";
  const files = new Set(functions.map(({ file }) => file));
  const all = `${counted(functions.length, "function")} in ${counted(files.size, "file")}`;
  const handlers = functions.filter(({ handler }) => handler !== null);
  if (handlers.length === 0) return all;
  const remarks = [
    [handlers.filter(({ objective }) => objective === null).length, "outside any objective"],
    [handlers.filter(({ handler }) => handler?.typesOnly).length, "found by types only"],
  ].flatMap(([count, remark]) => (count === 0 ? [] : `${count} ${remark}`));
  const aside = remarks.length > 0 ? ` (${remarks.join(", ")})` : "";
  return `${all}, ${handlers.length} of them ${handlers.length === 1 ? "an HTTP handler" : "HTTP handlers"}${aside}`;
}
