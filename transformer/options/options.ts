import type { Objective } from "../../slo/objective.js";

export const modes = ["annotated", "routes", "exported", "all"] as const;
export type Mode = (typeof modes)[number];

/** The configuration after reading: checked, defaults filled in, everything resolved. */
export interface Options {
  readonly objectives: ReadonlyMap<string, Objective>;
  readonly instrument: readonly Mode[];
  /** Globs relative to the folder of the configuration; empty means every source of the project. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly routes: { readonly objective?: string; readonly exclude: readonly string[] };
  /** As written; relative to the folder of the configuration. Undefined: tsconfig's `rootDir`, else its folder. */
  readonly moduleRoot?: string;
  readonly callers: boolean;
  /** Histogram bounds in seconds, ascending, every latency threshold among them. */
  readonly buckets: readonly number[];
  /** The module specifier that generated code imports. */
  readonly runtime: string;
  /** No summary line on stderr. */
  readonly quiet: boolean;
  /** Eight hexadecimal digits over everything that changes emitted code; the same on every machine. */
  readonly hash: string;
}

/** What the runtime has without being told, and what the Autometrics specification asks for. */
export const defaultBuckets: readonly number[] = [
  0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10,
];
