/** Which functions of all are shown, and in what order. */
import type { FunctionSummary } from "../api.js";
import type { FunctionsView } from "./route.js";

type Filter = Pick<FunctionsView, "text" | "module" | "objective">;
type Order = Pick<FunctionsView, "sort" | "isAscending">;

/** Every word has to be somewhere in the names. */
export function selected(functions: readonly FunctionSummary[], filter: Filter): readonly FunctionSummary[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  return functions.filter((one) => {
    if (filter.module && one.module !== filter.module) return false;
    if (filter.objective && !one.objectives.includes(filter.objective)) return false;
    const names = `${one.function} ${one.module} ${one.service}`.toLowerCase();
    return words.every((word) => names.includes(word));
  });
}

/** What is not known comes last, whichever way; equals by name, so that a refresh does not shuffle them. */
export function ranked(
  functions: readonly FunctionSummary[],
  { sort, isAscending }: Order,
): readonly FunctionSummary[] {
  const sign = isAscending ? 1 : -1;
  return functions.toSorted((one, other) => {
    if (sort === "name") return sign * byName(one, other);
    const a = one[sort];
    const b = other[sort];
    if (a === b) return byName(one, other);
    if (a === null) return 1;
    return b === null ? -1 : sign * (a - b);
  });
}

/** Whether the errors are worth a colour: a few of many calls fail always. */
export function isNotable(errorRatio: number | null): boolean {
  return errorRatio !== null && errorRatio >= 0.01;
}

export function valuesOf(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].filter(Boolean).toSorted(compare);
}

function byName(one: FunctionSummary, other: FunctionSummary): number {
  return (
    compare(one.function, other.function) || compare(one.module, other.module) || compare(one.service, other.service)
  );
}

const { compare } = new Intl.Collator("en", { numeric: true });
