/**
 * What will be instrumented in one source file, and how: plain, serialisable data. Finders produce it,
 * writers (to TypeScript's tree, to text) apply it, and `list`, `expand` and the editor print it.
 * Offsets are UTF-16 code units from the start of the file's text, as TypeScript counts.
 */
export interface FilePlan {
  readonly fileName: string;
  /** The `module` label: path under the module root without extension, `/` on every system. */
  readonly module: string;
  /** Short hash of the options that change what is emitted; the runtime warns when two meet in one package. */
  readonly optionsHash: string;
  readonly syntax: ModuleSyntax;
  /** Names for what is injected, chosen once a file so that nothing the user wrote has them. */
  readonly names: InjectedNames;
  /**
   * Where the runtime's import goes: behind the shebang, directives, and comments at the top that are a licence, tell
   * tools something about the file, or have a blank line behind them.
   */
  readonly preambleEnd: number;
  /** In source order; a site's place in this list is the number in its emitted variable. */
  readonly sites: readonly CallSitePlan[];
}

/** How the source file is written: what kind of statement may bring in the runtime. */
export type ModuleSyntax = "module" | "commonjs-script" | "global-script";

export interface InjectedNames {
  /** The runtime: `$am`. */
  readonly runtime: string;
  /** The module's record and, with a number behind it, a call site's: `$am_m`, `$am_0`. */
  readonly module: string;
  readonly site: string;
  /** Locals of an instrumented function: start time, returned value, thrown value. */
  readonly time: string;
  readonly result: string;
  readonly error: string;
  /** Likewise where callers are recorded: the numbers that the call is counted in. */
  readonly called: string;
  /** Likewise of an HTTP handler: the parameter that its response is in, and the exchange that waits for it. */
  readonly handle: string;
  readonly exchange: string;
}

export interface CallSitePlan {
  /** The `function` label, unique with the module label. */
  readonly label: string;
  /** The name of the objective it counts towards. */
  readonly objective?: string;
  /** What found it: an annotation, or a mode of `instrument`. */
  readonly found: "annotated" | "routes" | "exported" | "all";
  readonly kind: FunctionKind;
  /** How calls end, which decides how the body is rewritten. */
  readonly flow: Flow;
  /** Keep the gauge of calls in flight. */
  readonly concurrency: boolean;
  /**
   * Whether caller labels are recorded. A function that is `visible` is also a caller to what it calls: its body is run
   * in a closure, which the bodies of some functions do not allow.
   */
  readonly callers?: "recorded" | "visible";
  readonly outcome: OutcomeRule;
  /** What it answers, when it is an HTTP handler. */
  readonly http?: HttpPlan;
  /** The whole function, from its first modifier to its end: what `list` points at. */
  readonly span: Span;
  readonly body: BodyPlan;
  /** The function's own return statements that carry a value, not those of functions within; in source order. */
  readonly returns: readonly ReturnPlan[];
}

export type FunctionKind = "function" | "arrow" | "method" | "getter" | "setter";
export type Flow = "sync" | "async" | "generator" | "async-generator";

/** How a call is judged. Without a predicate: returned is ok, thrown or rejected is an error. */
export interface OutcomeRule {
  /** `(result) => boolean`: an identifier in scope; true counts a returned result as an error. */
  readonly errorIf?: string;
  /** `(error) => boolean`: an identifier in scope; true counts a thrown error as ok. */
  readonly okIf?: string;
}

/** An HTTP handler: its call is judged by the response, and lasts until that has been sent. */
export interface HttpPlan {
  /** Names the runtime's rule for what its results and errors mean. */
  readonly framework: string;
  /** `GET /users/:id`, where the file says it. */
  readonly route?: string;
  readonly foundBy: "registration" | "type" | "decorator" | "convention";
  /** Without types it would not have been found. */
  readonly typesOnly: boolean;
  /** Judged as a handler is, and none: it is there for other handlers. */
  readonly isMiddleware: boolean;
  /** The parameter that the response is in, or the callback; none where what the handler returns is all there is. */
  readonly response?: ParameterAccess;
  /** The name of the parameter that hands the request on, or the answer over, where it is used. */
  readonly next?: string;
  /** What it returns may say how it fared. */
  readonly judgesResult: boolean;
}

/** How generated code gets at a parameter. */
export type ParameterAccess =
  | { readonly form: "name"; readonly name: string }
  /** A function that is no arrow has all it was given in `arguments`. */
  | { readonly form: "arguments"; readonly index: number }
  /** The function's own rest parameter, and the place in it. */
  | { readonly form: "rest"; readonly name: string; readonly index: number }
  /**
   * An arrow without that parameter gets a rest parameter, which leaves its `length` as it is. `list` is what it has, from
   * the first parameter to the last or the comma behind it; `before` is what one more needs.
   */
  | {
      readonly form: "added-rest";
      readonly index: number;
      readonly list: Span;
      readonly before: "nothing" | "comma" | "parentheses";
    }
  /** An arrow's parameter that is taken apart where it stands is given a name, and taken apart in the body. */
  | { readonly form: "pattern"; readonly span: Span; readonly index?: number };

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A block body, timed after its directives; or an arrow's expression, which becomes a block with one return. */
export type BodyPlan =
  | {
      readonly form: "block";
      readonly span: Span;
      readonly directivesEnd: number;
      /** A `break` or `continue` in a `finally` may undo a return: at the body's end the result is undefined again. */
      readonly mayTakeReturnBack?: true;
    }
  | {
      readonly form: "expression";
      readonly span: Span;
      /** Behind the `=>`; comments may follow. */
      readonly arrowEnd: number;
      readonly value: ReturnedValue;
    };

export interface ReturnPlan {
  /** The statement. */
  readonly span: Span;
  /** Its expression; none for a bare `return;`, which only an `error-if` predicate looks at. */
  readonly expression?: Span;
  /** The expression is `a, b`: it takes parentheses to be one value. */
  readonly isSequence?: true;
  readonly value: ReturnedValue;
}

/**
 * What the text of a returned expression says about its value. Only "open" can be a promise that the call
 * should wait for; "plain" cannot. "held" may be a promise that somebody else holds too, whose identity must be kept but
 * where a framework alone gets it. "anonymous" is a function
 * or class that must not get its name from being kept: it is written `(0, …)`.
 */
export type ReturnedValue = "open" | "held" | "plain" | "anonymous";
