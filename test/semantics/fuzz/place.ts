/** Where a piece of a program stands: which names it sees, and which syntax is allowed there. */
import type { Flow } from "./ast.js";

export interface Callable {
  /** An expression that is the function, or the property for an accessor: `f1`, `new K2(0).m3`, `this.#m4`. */
  readonly text: string;
  readonly flow: Flow | "getter" | "setter";
  /** A name by itself, so that `new f()` and `f.call()` can be written. */
  readonly isName: boolean;
}

export interface KnownClass {
  readonly name: string;
  /** What a subclass reaches with `super.`: names with their flow, static ones apart. */
  readonly members: readonly { readonly access: string; readonly flow: Callable["flow"]; readonly isStatic: boolean }[];
}

export class Scope {
  readonly variables: string[] = [];
  readonly callables: Callable[] = [];
  readonly classes: KnownClass[] = [];
  /** Names that `let` and the like have declared here, and that a `var` here or further in has declared. */
  readonly lexical = new Set<string>();
  readonly vars = new Set<string>();
  /** Names that a `var` of this function may declare again. */
  readonly parameters: string[] = [];

  constructor(
    readonly parent: Scope | undefined,
    readonly isFunction: boolean,
  ) {}

  /** From here outwards, up to the function's own scope. */
  *withinFunction(): Generator<Scope> {
    yield this;
    if (!this.isFunction && this.parent !== undefined) yield* this.parent.withinFunction();
  }

  all<K extends "variables" | "callables" | "classes">(kind: K): Scope[K][number][] {
    return [...this[kind], ...(this.parent?.all(kind) ?? [])];
  }
}

export interface Place {
  readonly scope: Scope;
  /** The flow of the function whose body this is; none in parameters, initialisers and outside of functions. */
  readonly flow: Flow | "none";
  readonly mayReturn: boolean;
  /** Within a function that is instrumented. */
  readonly isCounted: boolean;
  readonly strict: boolean;
  readonly hasArguments: boolean;
  readonly hasNewTarget: boolean;
  readonly superMembers: readonly Callable[];
  readonly labels: readonly { readonly name: string; readonly isLoop: boolean }[];
  readonly mayBreak: boolean;
  readonly mayContinue: boolean;
}

export const topLevel = (scope: Scope, strict: boolean): Place => ({
  scope,
  flow: "none",
  mayReturn: false,
  isCounted: false,
  strict,
  hasArguments: false,
  hasNewTarget: false,
  superMembers: [],
  labels: [],
  mayBreak: false,
  mayContinue: false,
});

/** A place of its own within another: no label, `return`, `await` or `yield` reaches out of it. */
export function enclosed(place: Place, scope: Scope): Place {
  return {
    ...place,
    scope,
    flow: "none",
    mayReturn: false,
    isCounted: false,
    labels: [],
    mayBreak: false,
    mayContinue: false,
  };
}

export const isAwaiting = ({ flow }: Place): boolean => flow === "async" || flow === "async-generator";
export const isYielding = ({ flow }: Place): boolean => flow === "generator" || flow === "async-generator";
