import type { Body, Statement, Use } from "./ast.js";
import { chosen, expression, invoke, result } from "./expressions.js";
import { type Callable, isAwaiting, type Place, Scope } from "./place.js";
import type { Renderer } from "./render.js";

/** A list of statements, in the place's own scope if that is new, else in a scope of their own. */
export function statements(
  renderer: Renderer,
  list: Body,
  outer: Place,
  hasScope = outer.scope.parent === undefined,
): string {
  const place = hasScope ? outer : { ...outer, scope: new Scope(outer.scope, false) };
  // Functions are there before the statement that declares them.
  const names = new Map<Statement, string>();
  for (const item of list) {
    if (item.is !== "function") continue;
    const name = renderer.name("f");
    names.set(item, name);
    place.scope.callables.push({ text: name, flow: renderer.flow(item.node.flow), isName: true });
  }
  const isTop = place.scope.parent === undefined;
  return list
    .map((item) => {
      const text = statement(renderer, item, place, names.get(item) ?? "");
      return isTop && !declares(item) ? `try { ${text} } catch (e) { log("went on", e) }\n` : `${text}\n`;
    })
    .join("");
}

function used(renderer: Renderer, callables: readonly Callable[], uses: readonly Use[], place: Place): string {
  return uses
    .map(({ pick, how, args }) => {
      const callable = chosen(callables, pick);
      const given = args.map((arg) => expression(renderer, arg, place));
      if (callable === undefined) return "";
      const n = renderer.serial();
      return `\ntry { log(${n}, ${invoke(renderer, callable, given, how, place)}); } catch (e) { log(${n}, "threw", e); }`;
    })
    .join("");
}

function declares({ is }: Statement): boolean {
  return is === "declare" || is === "function" || is === "class" || is === "object";
}

function statement(renderer: Renderer, node: Statement, place: Place, declared: string): string {
  const { scope } = place;
  const text = (value: Parameters<typeof expression>[1]) => expression(renderer, value, place);
  const block = (body: Body, inner: Place = place) => `{ ${statements(renderer, body, inner, false)} }`;
  switch (node.is) {
    case "log":
      return `log(${renderer.serial()}, ${text(node.value)});`;
    case "declare":
      return declaration(renderer, node.how, text(node.value), place);
    case "redeclare":
      return redeclaration(node.how, node.pick, () => text(node.value), place);
    case "if":
      return `if (${text(node.test)}) ${block(node.yes)} else ${block(node.no)}`;
    case "loop":
      return loop(renderer, node, place);
    case "block": {
      if (!node.labelled) return block(node.body);
      const name = renderer.name("L");
      return `${name}: ${block(node.body, { ...place, labels: [...place.labels, { name, isLoop: false }] })}`;
    }
    case "try": {
      const how = node.how % 5;
      const last = how === 0 || how === 4 ? "" : ` finally ${block(node.last)}`;
      if (how === 1) return `try ${block(node.body)}${last}`;
      const body = block(node.body);
      const caught = new Scope(scope, false);
      const name = renderer.name("e");
      caught.variables.push(name);
      caught.lexical.add(name);
      const binding = how === 2 ? "" : how === 3 ? ` ({ message: ${name} = "none" })` : ` (${name})`;
      const inner = statements(renderer, node.caught, { ...place, scope: caught }, false);
      const handler = `{ log(${renderer.serial()}, ${how === 2 ? '"caught"' : name}); ${inner} }`;
      return `try ${body} catch${binding} ${handler}${last === "" ? "" : ` finally ${block(node.last)}`}`;
    }
    case "switch": {
      const cases = node.cases.map(({ test, body }, i) => {
        const label = i === 1 ? "default" : `case (0, ${text(test)})`;
        return `${label}: ${block(body, { ...place, mayBreak: true })}`;
      });
      return `switch (${text(node.value)}) { ${cases.join("\n")} }`;
    }
    case "jump":
      return jump(renderer, node, place);
    case "function": {
      const flow = renderer.flow(node.node.flow);
      const written = renderer.function({ ...node.node, flow }, { kind: "declaration", name: declared }, place);
      return written + used(renderer, [{ text: declared, flow, isName: true }], node.uses, place);
    }
    case "class": {
      const { text: written, known } = renderer.class(node.node, renderer.name("K"), place);
      const members = renderer.known(known, scope);
      return written + used(renderer, members, node.uses, place);
    }
    case "object": {
      const name = renderer.name("o");
      const { text: written, members } = renderer.object(node.members, name, place);
      return `const ${name} = ${written};${used(renderer, members, node.uses, place)}`;
    }
    case "using":
      // Node has no `using` of its own yet in every version; at the top of a script there is none either.
      if (renderer.program.target === "esnext" || scope.parent === undefined) return ";";
      return isAwaiting(place) && node.how % 2 === 0
        ? `await using ${renderer.name("u")} = $disposable(${renderer.serial()});`
        : `using ${renderer.name("u")} = $disposable(${renderer.serial()});`;
  }
}

function declaration(renderer: Renderer, how: number, value: string, { scope }: Place): string {
  const name = renderer.name("v");
  const rest = renderer.name("r");
  const forms = [
    `let ${name} = ${value};`,
    `const ${name} = ${value};`,
    `var ${name} = ${value};`,
    `let { x: ${name} = ${value}, ...${rest} } = $object(${renderer.serial()});`,
    `let [${name}, ...${rest}] = [${value}, 2];`,
  ];
  scope.variables.push(name, ...(how % 5 >= 3 ? [rest] : []));
  return chosen(forms, how) ?? "";
}

/** `var p` for a parameter, or `let p` over it in a block. */
function redeclaration(how: number, pick: number, value: () => string, { scope }: Place): string {
  const scopes = [...scope.withinFunction()];
  const name = chosen(scopes.at(-1)?.parameters ?? [], pick);
  if (name === undefined) return `${value()};`;
  if (how % 2 === 0) {
    if (scopes.some(({ lexical }) => lexical.has(name)) || isCovered(scopes, name)) return `${value()};`;
    for (const { vars } of scopes) vars.add(name);
    return how % 4 === 0 ? `var ${name};` : `var ${name} = ${value()};`;
  }
  if (scope.isFunction || scope.lexical.has(name) || scope.vars.has(name)) return `${value()};`;
  scope.lexical.add(name);
  return `let ${name} = ${value()};`;
}

/** The first parameter may be a function's name in the body as well. */
function isCovered(scopes: readonly Scope[], name: string): boolean {
  return scopes.at(-1)?.parameters[0] === name;
}

function loop(renderer: Renderer, node: Extract<Statement, { is: "loop" }>, outer: Place): string {
  const label = node.how >= 30 ? renderer.name("L") : undefined;
  const at = label === undefined ? "" : `${label}: `;
  const value = expression(renderer, node.value, outer);
  const scope = new Scope(outer.scope, false);
  const name = renderer.name("i");
  const generators = outer.scope.all("callables").filter(({ flow }) => flow === "generator");
  const asyncGenerators = outer.scope.all("callables").filter(({ flow }) => flow === "async-generator");
  const items = (found: ReturnType<typeof chosen<(typeof generators)[number]>>) =>
    found === undefined ? `[${value}, 1]` : `($fuel() ? ${found.text}(${value}) : [])`;
  scope.variables.push(name);
  const place: Place = {
    ...outer,
    scope,
    labels: label === undefined ? outer.labels : [...outer.labels, { name: label, isLoop: true }],
    mayBreak: true,
    mayContinue: true,
  };
  const body = () => `{ ${statements(renderer, node.body, place, false)} }`;
  switch (node.how % 7) {
    case 0:
      return `${at}for (let ${name} = 0; ${name} < 2 && $fuel(); ${name}++) ${body()}`;
    case 1:
      return `{ let ${name} = 0; ${at}while (${name}++ < 3 && $fuel() && ${value}) ${body()} }`;
    case 2:
      return `{ let ${name} = 0; ${at}do ${body()} while (${name}++ < 2 && $fuel() && ${value}) }`;
    case 3:
      return `${at}for (const ${name} in { a: 1, b: 2 }) ${body()}`;
    case 4:
      if (isAwaiting(outer))
        return `${at}for await (const ${name} of ${items(chosen(asyncGenerators, node.pick))}) ${body()}`;
  }
  return `${at}for (const ${name} of ${items(chosen(generators, node.pick))}) ${body()}`;
}

function jump(renderer: Renderer, node: Extract<Statement, { is: "jump" }>, place: Place): string {
  const forms: (() => string)[] = [];
  const value = () => expression(renderer, node.value.value, place);
  if (place.mayReturn) {
    forms.push(() => `throw ${value()};`);
    const returned = () => `return ${result(renderer, node.value, place)};`;
    forms.push(returned, returned, () => `return ${renderer.marked("", place, true)};`);
  }
  if (place.mayBreak) forms.push(() => "break;");
  if (place.mayContinue) forms.push(() => "continue;");
  for (const { name, isLoop } of place.labels) {
    forms.push(() => `break ${name};`);
    if (isLoop) forms.push(() => `continue ${name};`);
  }
  return chosen(forms, node.how)?.() ?? `${value()};`;
}
