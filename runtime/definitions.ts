import { CallSite } from "./callSite.js";
import { httpRules } from "./http/rules.js";
import { type Objective, sameObjective } from "./objective.js";
import { warnOnce } from "./warnings.js";

/** What generated code says of a file before it defines the file's call sites. */
export interface ModuleDefinition {
  /** The `module` label. */
  readonly name: string;
  /** Name of the package that was built, and a hash of the options it was built with. */
  readonly package: string;
  readonly options: string;
  /** The objectives that the file's functions count towards. */
  readonly objectives?: readonly Objective[];
  /** Histogram bounds in seconds, ascending. Default: the specification's. */
  readonly buckets?: readonly number[];
}

export interface CallSiteOptions {
  /** The name of one of the module's objectives. */
  readonly objective?: string;
  /** Keep the gauge of calls in flight. */
  readonly concurrency?: true;
  /** The framework whose requests it answers. */
  readonly http?: string;
}

/** What a module's call sites have in common. Every file has one for as long as the process lives, so it holds little. */
export interface Module {
  readonly name: string;
  readonly objectives: readonly Objective[] | undefined;
  /** As the hot path wants them: see CallSite. */
  readonly bounds: readonly number[];
}

/** Seconds; Autometrics specification 1.0.0. */
const defaultBuckets = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

const sites = new Map<string, CallSite>();
/** Functions that were defined before under another objective, as when it is changed and the module hot-reloaded. */
const twins: CallSite[] = [];
const objectives = new Map<string, { readonly objective: Objective; readonly module: string }>();
const optionsOfPackages = new Map<string, { readonly options: string; readonly module: string }>();
const boundsByText = new Map<string, readonly number[]>();

export function defineModule(definition: ModuleDefinition): Module {
  noteOptions(definition);
  const { name, objectives, buckets = defaultBuckets } = definition;
  return { name, objectives: objectives?.map((objective) => inForce(objective, name)), bounds: boundsFor(buckets) };
}

/**
 * Call sites with the same labels are one: a module that is loaded again (hot reload, two copies of a file) goes on
 * counting where the first stopped, and no scrape holds a sample twice.
 */
export function defineCallSite(module: Module, name: string, options: CallSiteOptions): CallSite {
  const objective = module.objectives?.find(({ name }) => name === options.objective);
  const key = JSON.stringify([name, module.name]);
  const first = sites.get(key);
  if (first !== undefined && hasObjective(first, objective)) return first;
  const isTwin = ({ labels }: CallSite) => labels.function === name && labels.module === module.name;
  const known = first && twins.find((site) => isTwin(site) && hasObjective(site, objective));
  if (known !== undefined) return known;
  const labels = { function: name, module: module.name };
  const site = new CallSite(
    labels,
    objective,
    module.bounds,
    options.concurrency === true,
    options.http === undefined ? undefined : httpRules[options.http],
  );
  if (first === undefined) sites.set(key, site);
  else twins.push(site);
  return site;
}

/** Every call site of the process. */
export function* callSites(): Generator<CallSite> {
  yield* sites.values();
  yield* twins;
}

/** Whether a function was defined twice, under different objectives: some of its series then have the same labels. */
export function haveTwins(): boolean {
  return twins.length > 0;
}

/** The objectives in force, as they were first defined. */
export function* definedObjectives(): Generator<Objective> {
  for (const { objective } of objectives.values()) yield objective;
}

function hasObjective(site: CallSite, objective: Objective | undefined): boolean {
  if (site.objective === undefined || objective === undefined) return site.objective === objective;
  return site.objective.name === objective.name && sameObjective(site.objective, objective);
}

function noteOptions({ package: name, options, name: module }: ModuleDefinition): void {
  const known = optionsOfPackages.get(name);
  if (known === undefined) optionsOfPackages.set(name, { options, module });
  else if (known.options !== options)
    warnOnce(
      `options:${name}`,
      `${described(name)} was built with two different configurations (modules '${known.module}' and '${module}'): ` +
        "its output folder is stale in part; delete it and the tsbuildinfo, and build again",
    );
}

/** One object for all modules that define an objective in the same way. */
function inForce(objective: Objective, module: string): Objective {
  const known = objectives.get(objective.name);
  if (known === undefined) {
    objectives.set(objective.name, { objective, module });
    return objective;
  }
  if (sameObjective(known.objective, objective)) return known.objective;
  warnOnce(
    `objective:${objective.name}`,
    `the objective '${objective.name}' is defined in two ways, by the modules '${known.module}' and '${module}'; ` +
      "the first is in force: give one of them another name, or build both with one configuration",
  );
  return objective;
}

function described(packageName: string): string {
  return packageName === "" ? "a package without a name" : `the package '${packageName}'`;
}

/** One array for all modules with the same bounds: in milliseconds, and Infinity at the end. */
function boundsFor(buckets: readonly number[]): readonly number[] {
  const text = buckets.join();
  let bounds = boundsByText.get(text);
  if (bounds === undefined) {
    bounds = [...buckets.map((seconds) => seconds * 1000), Number.POSITIVE_INFINITY];
    boundsByText.set(text, bounds);
  }
  return bounds;
}
