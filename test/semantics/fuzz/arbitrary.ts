/** Programs, drawn by fast-check. */
import fc from "fast-check";
import type { ClassNode, Expression, FunctionNode, Member, Parameter, Program, Result, Statement } from "./ast.js";

const number = fc.nat({ max: 60 });
const literals = ["0", "1", "2", "-1", "''", "'a'", "null", "undefined", "true", "NaN", "[]", "[1, 2]", "{ x: 1 }"];
const operators = ["+", "-", "*", "===", "<", "&&", "||", "??", "in"];
const assignments = ["=", "+=", "??=", "||=", "&&="];

interface Parts {
  expression: Expression;
  simple: Expression;
  function: FunctionNode;
  parameter: Parameter;
  result: Result;
  class: ClassNode;
  member: Member;
  statement: Statement;
}

// Below this depth only leaves are drawn; a program has some hundred nodes then.
const depth = { maxDepth: 3, depthSize: "small", withCrossShrink: true } as const;
const body = (statement: fc.Arbitrary<Statement>, maxLength = 4) => fc.array(statement, { maxLength, size: "max" });

const { statement } = fc.letrec<Parts>((tie: fc.LetrecTypedTie<Parts>) => {
  const expression = tie("expression");
  const args = fc.array(expression, { maxLength: 2, size: "max" });
  const uses = fc.array(fc.record({ pick: number, how: number, args }), { minLength: 1, maxLength: 3, size: "max" });
  const block = body(tie("statement"), 3);
  const part = <T>(weight: number, fields: { [K in keyof T]: fc.Arbitrary<T[K]> }) => ({
    weight,
    arbitrary: fc.record<T>(fields),
  });
  const is = <const S extends string>(name: S) => fc.constant(name);
  return {
    simple: fc.oneof(
      fc.record({ is: is("literal"), text: fc.constantFrom(...literals) }),
      fc.record({ is: is("variable"), pick: number }),
    ),
    expression: fc.oneof(
      { ...depth, depthIdentifier: "expression" },
      { weight: 4, arbitrary: tie("simple") },
      part(2, { is: is("tap"), value: expression }),
      part(2, { is: is("binary"), operator: fc.constantFrom(...operators), left: expression, right: expression }),
      part(1, { is: is("conditional"), test: expression, yes: expression, no: expression }),
      part(2, { is: is("assign"), pick: number, operator: fc.constantFrom(...assignments), value: expression }),
      part(6, { is: is("call"), pick: number, how: number, args }),
      part(1, { is: is("function"), how: number, node: tie("function"), args }),
      part(1, { is: is("class"), pick: number, node: tie("class"), args }),
      part(3, { is: is("special"), how: number, args }),
      part(3, { is: is("await"), how: number, value: expression }),
      part(3, { is: is("yield"), how: number, value: expression }),
      part(1, { is: is("list"), how: number, items: args }),
    ),
    parameter: fc.record({
      is: fc.constantFrom("plain", "plain", "plain", "default", "default", "object", "array", "rest"),
      value: expression,
    }),
    result: fc.record({ how: number, pick: number, value: expression }),
    function: fc.record({
      flow: fc.constantFrom("sync", "sync", "async", "async", "generator", "async-generator", "promise"),
      form: number,
      params: fc.array(tie("parameter"), { maxLength: 3, size: "max" }),
      body: body(tie("statement")),
      result: tie("result"),
      strict: fc.boolean(),
      overParameter: fc.nat({ max: 9 }).map((n) => n === 9),
    }),
    member: fc.record({
      is: fc.constantFrom("method", "method", "method", "getter", "setter", "arrow", "field", "static block"),
      name: fc.constantFrom("plain", "plain", "private", "computed", "string"),
      isStatic: fc.boolean(),
      node: tie("function"),
    }),
    class: fc.record({
      base: number,
      members: fc.array(tie("member"), { maxLength: 3, size: "max" }),
      initial: fc.option(fc.record({ params: fc.array(tie("parameter"), { maxLength: 2 }), body: block })),
    }),
    statement: fc.oneof(
      { ...depth, depthIdentifier: "statement" },
      part(3, { is: is("log"), value: tie("simple") }),
      part(3, { is: is("log"), value: expression }),
      part(3, { is: is("declare"), how: number, value: expression }),
      part(1, { is: is("redeclare"), how: number, pick: number, value: expression }),
      part(2, { is: is("if"), test: expression, yes: block, no: block }),
      part(2, { is: is("loop"), how: number, pick: number, value: expression, body: block }),
      part(1, { is: is("block"), labelled: fc.boolean(), body: block }),
      part(3, { is: is("try"), how: number, body: block, caught: block, last: block }),
      part(1, {
        is: is("switch"),
        value: expression,
        cases: fc.array(fc.record({ test: expression, body: block }), { maxLength: 3 }),
      }),
      part(3, { is: is("jump"), how: number, pick: number, value: tie("result") }),
      part(4, { is: is("function"), node: tie("function"), uses }),
      part(2, { is: is("class"), node: tie("class"), uses }),
      part(1, { is: is("object"), members: fc.array(tie("member"), { maxLength: 3 }), uses }),
      part(1, { is: is("using"), how: number }),
    ),
  };
});

export const programs: fc.Arbitrary<Program> = fc.record({
  target: fc.constantFrom("es2015", "es2017", "es2022", "esnext", "es2022", "esnext"),
  strict: fc.boolean(),
  sequential: fc.nat({ max: 3 }).map((n) => n === 3),
  body: fc.array(statement, { minLength: 2, maxLength: 6, size: "max" }),
});

/** The one program that a seed stands for. */
export function programOf(seed: number): Program {
  const [program] = fc.sample(programs, single(seed));
  if (program === undefined) throw new Error("fast-check gave no program");
  return program;
}

/** The parameters of a check that draws the same program first, to make it smaller. */
export function single(seed: number): { seed: number; numRuns: number; unbiased: boolean } {
  return { seed, numRuns: 1, unbiased: true };
}
