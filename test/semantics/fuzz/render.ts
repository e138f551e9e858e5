/** Programs as text: to be built and compared, or with marks that count each function's calls by other means. */
import type { ClassNode, Flow, FunctionNode, Member, Parameter, Program } from "./ast.js";
import { expression, invoke, result } from "./expressions.js";
import { type Callable, enclosed, type KnownClass, type Place, Scope, topLevel } from "./place.js";
import { statements } from "./statements.js";

export interface Rendered {
  readonly text: string;
  /** How many functions there are; they are numbered in the order of the text. */
  readonly functions: number;
}

/** @param number The program's place among those that run together. */
export function render(program: Program, number: number, marked: boolean): Rendered {
  const renderer = new Renderer(program, marked);
  const place = topLevel(new Scope(undefined, true), program.strict);
  const body = program.sequential
    ? sequentialMain(renderer, program, place)
    : statements(renderer, program.body, place);
  const text = `$reset(${number}, ${!program.sequential});\n${body}`;
  // A script has its names to itself in a block, as many are built together.
  return numbered(program.strict ? `${text}\nexport {};\n` : `{ ${text} }\n`);
}

/**
 * While a program is made, each function starts with a mark that has a number of its own; some of them end up in no
 * text. Here the marks go, and those left get their numbers by the order they stand in.
 */
function numbered(text: string): Rendered {
  const numbers = new Map<string, number>();
  const plain = text
    .replace(/«(\d+)»/g, (_, own: string) => {
      numbers.set(own, numbers.size);
      return "";
    })
    .replace(/\$enter\((\d+)\)/g, (_, own: string) => `$enter(${numbers.get(own)})`);
  return { text: plain, functions: numbers.size };
}

function sequentialMain(renderer: Renderer, { body }: Program, place: Place): string {
  const none = { how: 0, pick: 0, value: { is: "literal", text: "0" } } as const;
  const node = { flow: "async", form: 0, params: [], body, result: none, strict: false, overParameter: false } as const;
  return `$float(0, main());\n${renderer.function(node, { kind: "declaration", name: "main" }, place)}`;
}

interface Shape {
  readonly kind: "declaration" | "expression" | "arrow" | "bare arrow" | "method" | "getter" | "setter";
  /** With its modifiers where it is a member. */
  readonly name: string;
  readonly superMembers?: readonly Callable[];
}

export class Renderer {
  #functions = 0;
  #names = 0;
  readonly program: Program;
  readonly #marked: boolean;

  constructor(program: Program, marked: boolean) {
    this.program = program;
    this.#marked = marked;
  }

  name(prefix: string): string {
    return `${prefix}${++this.#names}`;
  }

  /** A number that tells the logs of a program's places apart. */
  serial(): number {
    return ++this.#names;
  }

  /** How a function of this flow goes on in the program; only a sequential one has functions that return promises. */
  flow(flow: Flow, isArrow = false): Flow {
    if (flow === "promise" && !this.program.sequential) return "sync";
    if (!isArrow) return flow;
    return flow === "generator" ? "sync" : flow === "async-generator" ? "async" : flow;
  }

  /** A function where an expression is wanted. */
  functionExpression(node: FunctionNode, place: Place): { readonly text: string; readonly flow: Flow } {
    const isArrow = node.form % 4 >= 2 && !node.flow.endsWith("generator");
    const flow = this.flow(node.flow, isArrow);
    const kind = isArrow ? (node.form % 4 === 2 ? "arrow" : "bare arrow") : "expression";
    const name = node.form % 4 === 1 ? this.name("g") : "";
    return { text: `(${this.function({ ...node, flow }, { kind, name }, place)})`, flow };
  }

  function(node: FunctionNode, shape: Shape, outer: Place): string {
    const coversParameter = node.overParameter && node.params.length > 0 && !/arrow|getter|setter/.test(shape.kind);
    // Such a function is left alone: there are `arguments` in it.
    if (coversParameter) return this.#function(undefined, node, shape, outer);
    const id = this.#functions++;
    return `«${id}»${this.#function(id, node, shape, outer)}`;
  }

  /** @param id The function's number; none for one that is not counted, and declares a function over a parameter. */
  #function(id: number | undefined, node: FunctionNode, shape: Shape, outer: Place): string {
    const { kind, name, superMembers } = shape;
    const isArrow = kind === "arrow" || kind === "bare arrow";
    const scope = new Scope(outer.scope, true);
    const params = kind === "getter" ? [] : kind === "setter" ? [settable(node.params[0])] : node.params;
    const isStrict = node.strict && kind !== "bare arrow" && params.every(({ is }) => is === "plain");
    const place: Place = {
      ...enclosed(outer, scope),
      strict: outer.strict || isStrict,
      hasArguments: isArrow ? outer.hasArguments : true,
      hasNewTarget: isArrow ? outer.hasNewTarget : true,
      superMembers: isArrow ? outer.superMembers : (superMembers ?? []),
    };
    const list = this.parameters(params, place);
    const flow = kind === "getter" || kind === "setter" ? "sync" : node.flow;
    const inner: Place = { ...place, flow, mayReturn: true, isCounted: id !== undefined, scope: bodyScope(scope) };
    const directive = isStrict ? '"use strict"; ' : "";
    let block: string;
    if (kind === "bare arrow") block = this.#bareBody(id, node, inner);
    else {
      const covering = id === undefined ? this.#covering(inner) : "";
      block = this.#body(id, directive, `${statements(this, node.body, inner, true)}${covering}`, flow);
    }
    const async = flow === "async" || flow === "async-generator" ? "async " : "";
    const star = flow.endsWith("generator") ? "*" : "";
    if (isArrow) return `${async}(${list}) => ${block}`;
    if (kind === "method" || kind === "getter" || kind === "setter") {
      const [, modifier = "", key = ""] = /^(static )?(.*)$/.exec(name) ?? [];
      const accessor = kind === "getter" ? "get " : kind === "setter" ? "set " : "";
      return `${modifier}${async}${star}${accessor}${key}(${list}) ${block}`;
    }
    return `${async}function${star} ${name}(${list}) ${block}`;
  }

  #bareBody(id: number | undefined, node: FunctionNode, place: Place): string {
    const value = result(this, node.result, place);
    return this.#marked ? this.#body(id, "", `return ${value};`, place.flow) : `(${value})`;
  }

  /** The marks are what instrumenting does, said in the program's own words and judged by other code. */
  #body(id: number | undefined, directive: string, text: string, flow: Flow | "none"): string {
    if (!this.#marked || id === undefined) return `{ ${directive}${text} }`;
    const reset = flow.endsWith("generator") ? "" : " $ret($a);";
    return `{ ${directive}const $a = $enter(${id}); try { ${text}${reset} } catch ($e) { $fail($a); throw $e } finally { $exit($a) } }`;
  }

  #covering({ scope }: Place): string {
    const [name = ""] = scope.parent?.parameters ?? [];
    const id = this.#functions++;
    return `«${id}»function ${name}() ${this.#body(id, "", "log('covering'); return arguments.length;", "sync")}\n`;
  }

  /** What `return` gives to the marks. */
  marked(value: string, place: Place, isFresh: boolean): string {
    if (!this.#marked || !place.isCounted || place.flow.endsWith("generator")) return value;
    return `$ret($a, ${value === "" ? "undefined" : value}, ${isFresh})`;
  }

  parameters(params: readonly Parameter[], place: Place): string {
    const last = params.length - 1;
    return params
      .map(({ is, value }, i) => {
        const name = this.name("p");
        const text = () => expression(this, value, place);
        const rest = this.name("r");
        let written = name;
        if (is === "default") written = `${name} = ${text()}`;
        else if (is === "object") written = `{ a: ${name} = ${text()}, ...${rest} } = { a: undefined, x: 1 }`;
        else if (is === "array") written = `[${name} = ${text()}, ...${rest}] = []`;
        else if (is === "rest" && i === last) written = `...${name}`;
        place.scope.variables.push(name, ...(is === "object" || is === "array" ? [rest] : []));
        place.scope.parameters.push(name);
        return written;
      })
      .join(", ");
  }

  /** A class; what it has for others is known to its own members already. */
  class(node: ClassNode, name: string, outer: Place): { readonly text: string; readonly known: KnownClass } {
    const bases = outer.scope.all("classes");
    const base = node.base % 3 === 0 ? undefined : bases[node.base % Math.max(bases.length, 1)];
    const members = node.members.map((member) => ({ member, ...this.#memberName(member) }));
    const visible = members.filter(({ member }) => member.is !== "field" && member.is !== "static block");
    const known: KnownClass = {
      name,
      members: visible
        .filter(({ key }) => !key.startsWith("#"))
        .map(({ member, access }) => ({ access, flow: this.#memberFlow(member), isStatic: member.isStatic })),
    };
    const scope = new Scope(outer.scope, true);
    for (const { member, access } of visible) {
      const owner = member.isStatic ? name : access.startsWith(".#") ? "this" : `new ${name}(0)`;
      scope.callables.push({ text: owner + access, flow: this.#memberFlow(member), isName: false });
    }
    const place = { ...enclosed(outer, scope), strict: true, hasArguments: false, hasNewTarget: false };
    const texts = members.map(({ member, key }) => {
      // The compiler writes `super` in private methods for older targets wrong itself.
      const hasSuper = base !== undefined && (!key.startsWith("#") || this.program.target >= "es2022");
      return this.#member(member, key, { ...place, superMembers: hasSuper ? inherited(base, member.isStatic) : [] });
    });
    const initial = node.initial === null ? "" : this.#initial(node.initial, base, place);
    const heritage = base === undefined ? "" : ` extends ${base.name}`;
    return { text: `class ${name}${heritage} { ${[initial, ...texts].join("\n")} }`, known };
  }

  #initial(initial: NonNullable<ClassNode["initial"]>, base: KnownClass | undefined, outer: Place): string {
    const scope = new Scope(outer.scope, true);
    const place = { ...enclosed(outer, scope), hasArguments: true, hasNewTarget: true };
    const params = this.parameters(initial.params, place);
    const body = statements(this, initial.body, { ...place, mayReturn: true, scope: bodyScope(scope) }, true);
    return `constructor(${params}) { ${base === undefined ? "" : "super(1); "}${body} }`;
  }

  #memberName({ name, is }: Member): { readonly key: string; readonly access: string } {
    const plain = this.name("m");
    if (is === "static block") return { key: "", access: "" };
    if (name === "private") return { key: `#${plain}`, access: `.#${plain}` };
    if (name === "string") return { key: `"${plain}-"`, access: `["${plain}-"]` };
    if (name === "computed") return { key: `[$tap(${this.serial()}, "${plain}")]`, access: `.${plain}` };
    return { key: plain, access: `.${plain}` };
  }

  #memberFlow({ is, node }: Member): Callable["flow"] {
    if (is === "getter" || is === "setter") return is;
    return this.flow(node.flow, is === "arrow");
  }

  #member(member: Member, key: string, place: Place): string {
    const { is, node } = member;
    const modifier = member.isStatic ? "static " : "";
    if (is === "static block") return `static { ${statements(this, node.body.slice(0, 2), place)} }`;
    if (is === "field") return `${modifier}${key} = ${expression(this, node.result.value, place)};`;
    const flow = this.flow(node.flow, is === "arrow");
    if (is === "arrow") {
      return `${modifier}${key} = ${this.function({ ...node, flow }, { kind: "arrow", name: "" }, place)};`;
    }
    const { superMembers } = place;
    return this.function({ ...node, flow }, { kind: is, name: modifier + key, superMembers }, place);
  }

  object(
    members: readonly Member[],
    name: string,
    place: Place,
  ): { readonly text: string; readonly members: readonly Callable[] } {
    const callables: Callable[] = [];
    const texts = members.map((member) => {
      const { is, node } = member;
      if (is === "field" || is === "static block") return `...${expression(this, node.result.value, place)}`;
      const { key, access } = this.#memberName(member.name === "private" ? { ...member, name: "plain" } : member);
      callables.push({ text: name + access, flow: this.#memberFlow(member), isName: false });
      const inner = { ...place, superMembers: [] };
      const flow = this.flow(node.flow, is === "arrow");
      if (is === "arrow") return `${key}: ${this.function({ ...node, flow }, { kind: "arrow", name: "" }, place)}`;
      return this.function({ ...node, flow }, { kind: is, name: key }, inner);
    });
    place.scope.callables.push(...callables);
    return { text: `{ ${texts.join(", ")} }`, members: callables };
  }

  /** The class of an expression, made and asked for a member. */
  classExpression(node: ClassNode, pick: number, args: readonly string[], place: Place): string {
    const { text, known } = this.class(node, this.name("K"), place);
    const member = known.members[pick % Math.max(known.members.length, 1)];
    if (member === undefined) return `new (${text})(${args.join(", ")})`;
    const owner = member.isStatic ? `(${text})` : `new (${text})(${args.join(", ")})`;
    const given = member.isStatic ? args : [];
    return invoke(this, { text: owner + member.access, flow: member.flow, isName: false }, given, pick, place);
  }

  /** Makes a class known to what comes after it, and gives what can be called of it. */
  known({ name, members }: KnownClass, scope: Scope): readonly Callable[] {
    scope.classes.push({ name, members });
    const callables = members.map(({ access, flow, isStatic }) => {
      return { text: (isStatic ? name : `new ${name}(1)`) + access, flow, isName: false };
    });
    scope.callables.push(...callables);
    return callables;
  }
}

/** The body has a scope of its own, where what the parameters have declared is seen. */
function bodyScope(parameters: Scope): Scope {
  const scope = new Scope(parameters, true);
  scope.parameters.push(...parameters.parameters);
  return scope;
}

function settable(param: Parameter | undefined): Parameter {
  const plain = { is: "plain", value: { is: "literal", text: "0" } } as const;
  return param === undefined || param.is === "rest" ? plain : param;
}

function inherited(base: KnownClass, isStatic: boolean): Callable[] {
  return base.members
    .filter((member) => member.isStatic === isStatic)
    .map(({ access, flow }) => ({ text: `super${access}`, flow, isName: false }));
}
