/** The address holds all of what is looked at, after the `#`: view, filters and time. Whoever gets the link sees the same. */
import type { Sli } from "../../slo/objective.js";
import type { FunctionKey } from "../api.js";
import { type Range, readRange, writeRange } from "./range.js";

export interface Route {
  readonly view: View;
  readonly range: Range;
}

export type View = { readonly name: "objectives" } | ObjectiveView | FunctionsView | FunctionView;

export interface ObjectiveView {
  readonly name: "objective";
  readonly service: string;
  readonly objective: string;
  readonly sli: Sli;
}

export interface FunctionsView {
  readonly name: "functions";
  /** What is typed into the filter: words that a function's names hold. */
  readonly text: string;
  readonly module: string;
  readonly objective: string;
  readonly sort: SortKey;
  readonly isAscending: boolean;
  /** From 1. */
  readonly page: number;
}

export interface FunctionView extends FunctionKey {
  readonly name: "function";
}

export const sortKeys = ["name", "rate", "errorRatio", "p50", "p95", "p99", "inFlight"] as const;
export type SortKey = (typeof sortKeys)[number];

export const allFunctions: FunctionsView = {
  name: "functions",
  text: "",
  module: "",
  objective: "",
  sort: "rate",
  isAscending: false,
  page: 1,
};

/** What is not understood shows the objectives: an old link leads somewhere. */
export function readRoute(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  const parameters = new URLSearchParams(query);
  return { view: readView(path, parameters), range: readRange(parameters) };
}

export function writeRoute({ view, range }: Route): string {
  const parameters = new URLSearchParams();
  writeView(view, parameters);
  writeRange(range, parameters);
  const query = parameters.toString();
  return `#/${view.name}${query && `?${query}`}`;
}

/** Filtering and sorting stay on the same page: what a reader has found is not left. */
export function isSamePlace(one: View, other: View): boolean {
  if (one.name === "functions" && other.name === "functions") return true;
  return placeOf(one) === placeOf(other);
}

/** Tells a view from others, whatever the time shown. */
export function placeOf(view: View): string {
  const parameters = new URLSearchParams();
  writeView(view, parameters);
  return `${view.name}?${parameters}`;
}

function readView(path: string, parameters: URLSearchParams): View {
  const text = (name: string) => parameters.get(name) ?? "";
  switch (path) {
    case "objective": {
      const sli = text("sli") === "latency" ? "latency" : "success_rate";
      return { name: "objective", service: text("service"), objective: text("objective"), sli };
    }
    case "functions": {
      const sort = sortKeys.find((key) => key === text("sort")) ?? allFunctions.sort;
      const page = /^[1-9]\d{0,4}$/.test(text("page")) ? Number(text("page")) : 1;
      const isAscending = text("order") === "up";
      return {
        name: "functions",
        text: text("text"),
        module: text("module"),
        objective: text("objective"),
        sort,
        isAscending,
        page,
      };
    }
    case "function":
      return { name: "function", service: text("service"), module: text("module"), function: text("function") };
    default:
      return { name: "objectives" };
  }
}

function writeView(view: View, parameters: URLSearchParams): void {
  switch (view.name) {
    case "objective":
      parameters.set("service", view.service);
      parameters.set("objective", view.objective);
      parameters.set("sli", view.sli);
      break;
    case "functions":
      if (view.text) parameters.set("text", view.text);
      if (view.module) parameters.set("module", view.module);
      if (view.objective) parameters.set("objective", view.objective);
      if (view.sort !== allFunctions.sort) parameters.set("sort", view.sort);
      if (view.isAscending) parameters.set("order", "up");
      if (view.page > 1) parameters.set("page", String(view.page));
      break;
    case "function":
      parameters.set("service", view.service);
      parameters.set("module", view.module);
      parameters.set("function", view.function);
      break;
  }
}
