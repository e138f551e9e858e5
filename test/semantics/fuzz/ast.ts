/**
 * Programs as plain data. Names are not in it: a `pick` is a number that the renderer turns into one of the names that
 * are in scope where it stands, so that every part of a program can be taken away and what is left still is one.
 */
export interface Program {
  readonly strict: boolean;
  readonly target: "es2015" | "es2017" | "es2022" | "esnext";
  /**
   * In a sequential program every promise is awaited where it is made. Only there may functions that are not async
   * return promises: they return derived ones, which settle a tick later, and nothing else goes on meanwhile to tell.
   */
  readonly sequential: boolean;
  readonly body: readonly Statement[];
}

export type Flow = "sync" | "async" | "generator" | "async-generator" | "promise";

export type Expression =
  | { readonly is: "literal"; readonly text: string }
  | { readonly is: "variable"; readonly pick: number }
  | { readonly is: "tap"; readonly value: Expression }
  | { readonly is: "binary"; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | { readonly is: "conditional"; readonly test: Expression; readonly yes: Expression; readonly no: Expression }
  | { readonly is: "assign"; readonly pick: number; readonly operator: string; readonly value: Expression }
  | { readonly is: "call"; readonly pick: number; readonly how: number; readonly args: readonly Expression[] }
  | { readonly is: "function"; readonly how: number; readonly node: FunctionNode; readonly args: readonly Expression[] }
  | { readonly is: "class"; readonly pick: number; readonly node: ClassNode; readonly args: readonly Expression[] }
  | { readonly is: "special"; readonly how: number; readonly args: readonly Expression[] }
  | { readonly is: "await"; readonly how: number; readonly value: Expression }
  | { readonly is: "yield"; readonly how: number; readonly value: Expression }
  | { readonly is: "list"; readonly how: number; readonly items: readonly Expression[] };

export interface FunctionNode {
  readonly flow: Flow;
  readonly form: number;
  readonly params: readonly Parameter[];
  readonly body: readonly Statement[];
  /** What an arrow without a block gives. */
  readonly result: Result;
  readonly strict: boolean;
  /** A function in the body has the name of a parameter. */
  readonly overParameter: boolean;
}

export interface Parameter {
  readonly is: "plain" | "default" | "object" | "array" | "rest";
  readonly value: Expression;
}

/** What is returned; `how` says whether it is a promise, where the function may return one. */
export interface Result {
  readonly how: number;
  readonly pick: number;
  readonly value: Expression;
}

export interface ClassNode {
  readonly base: number;
  readonly members: readonly Member[];
  readonly initial: { readonly params: readonly Parameter[]; readonly body: readonly Statement[] } | null;
}

export interface Member {
  readonly is: "method" | "getter" | "setter" | "arrow" | "field" | "static block";
  readonly name: "plain" | "private" | "computed" | "string";
  readonly isStatic: boolean;
  readonly node: FunctionNode;
}

export type Statement =
  | { readonly is: "log"; readonly value: Expression }
  | { readonly is: "declare"; readonly how: number; readonly value: Expression }
  | { readonly is: "redeclare"; readonly how: number; readonly pick: number; readonly value: Expression }
  | { readonly is: "if"; readonly test: Expression; readonly yes: Body; readonly no: Body }
  | {
      readonly is: "loop";
      readonly how: number;
      readonly pick: number;
      readonly value: Expression;
      readonly body: Body;
    }
  | { readonly is: "block"; readonly labelled: boolean; readonly body: Body }
  | { readonly is: "try"; readonly how: number; readonly body: Body; readonly caught: Body; readonly last: Body }
  | {
      readonly is: "switch";
      readonly value: Expression;
      readonly cases: readonly { readonly test: Expression; readonly body: Body }[];
    }
  | { readonly is: "jump"; readonly how: number; readonly pick: number; readonly value: Result }
  | { readonly is: "function"; readonly node: FunctionNode; readonly uses: readonly Use[] }
  | { readonly is: "class"; readonly node: ClassNode; readonly uses: readonly Use[] }
  | { readonly is: "object"; readonly members: readonly Member[]; readonly uses: readonly Use[] }
  | { readonly is: "using"; readonly how: number };

/** What is declared is called where it is declared, or most of it never would be. */
export interface Use {
  readonly pick: number;
  readonly how: number;
  readonly args: readonly Expression[];
}

export type Body = readonly Statement[];
