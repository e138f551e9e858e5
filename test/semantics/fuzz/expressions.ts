import type { Expression, Result } from "./ast.js";
import { type Callable, isAwaiting, isYielding, type Place } from "./place.js";
import type { Renderer } from "./render.js";

/** An expression in parentheses, or one that needs none. */
export function expression(renderer: Renderer, node: Expression, place: Place): string {
  const text = (inner: Expression) => expression(renderer, inner, place);
  const { scope } = place;
  switch (node.is) {
    case "literal":
      return `(${node.text})`;
    case "variable":
      return chosen(scope.all("variables"), node.pick) ?? "0";
    case "tap":
      return `$tap(${renderer.serial()}, ${text(node.value)})`;
    case "binary":
      // A message quotes what is looked for, the text of a function too.
      if (node.operator === "in") return `(typeof ${text(node.left)} in ${text(node.right)})`;
      return `(${text(node.left)} ${node.operator} ${text(node.right)})`;
    case "conditional":
      return `(${text(node.test)} ? ${text(node.yes)} : ${text(node.no)})`;
    case "assign": {
      const name = chosen(scope.all("variables"), node.pick);
      return name === undefined ? text(node.value) : `(${name} ${node.operator} ${text(node.value)})`;
    }
    case "call": {
      const callable = chosen(scope.all("callables"), node.pick);
      if (callable === undefined) return `$tap(${renderer.serial()}, "nothing to call")`;
      return invoke(renderer, callable, node.args.map(text), node.how, place);
    }
    case "function": {
      const { text: value, flow } = renderer.functionExpression(node.node, place);
      if (node.how % 9 === 0) return `$tap(${renderer.serial()}, ${value})`;
      if (node.how % 5 === 1 && flow === "sync") return `[1, 2].map(${value})`;
      return invoke(renderer, { text: value, flow, isName: true }, node.args.map(text), node.how, place);
    }
    case "class":
      return renderer.classExpression(node.node, node.pick, node.args.map(text), place);
    case "special":
      return special(renderer, node.how, node.args.map(text), place);
    case "await":
      return `(${isAwaiting(place) ? `await ${awaitable(renderer, node.how, text(node.value))}` : text(node.value)})`;
    case "yield":
      return isYielding(place) ? yielded(node.how, text(node.value), place) : text(node.value);
    case "list":
      return listed(node.how, node.items.map(text));
  }
}

/** What a return statement or an arrow gives back. */
export function result(renderer: Renderer, { how, pick, value }: Result, place: Place): string {
  const text = expression(renderer, value, place);
  if (place.flow !== "async" && place.flow !== "promise") return renderer.marked(text, place, true);
  const promising = place.scope.all("callables").filter(({ flow }) => flow === "async" || flow === "promise");
  const callable = chosen(promising, pick);
  const call = callable === undefined ? `$later(${text})` : `($fuel() ? ${callable.text}(${text}) : 0)`;
  if (place.flow === "async") {
    const forms = [text, text, awaitable(renderer, how >> 2, text), call];
    return renderer.marked(chosen(forms, how) ?? text, place, true);
  }
  const forms = [`$later(${text})`, `Promise.resolve(${text})`, `$reject(${text})`, call];
  // An assignment is no call: whoever reads the slot holds the same promise.
  const kept = `($slot.kept = ${how % 2 === 0 ? "$later" : "$reject"}(${text}))`;
  return how % 5 === 4 ? renderer.marked(kept, place, false) : renderer.marked(chosen(forms, how) ?? kept, place, true);
}

/** Calls a function and takes in all that comes of it, so that what is left is a plain value. */
export function invoke(
  renderer: Renderer,
  { text, flow, isName }: Callable,
  args: readonly string[],
  how: number,
  place: Place,
): string {
  const list = args.join(", ");
  const call = `${text}(${list})`;
  const n = renderer.serial();
  const fuelled = (value: string) => `($fuel() ? ${value} : 0)`;
  const { sequential } = renderer.program;
  switch (flow) {
    case "getter":
      return fuelled(text);
    case "setter":
      return fuelled(`(${text} = ${args[0] ?? "1"})`);
    case "sync":
      if (isName && how % 7 === 1) return fuelled(`$tap(${n}, new ${text}(${list}))`);
      if (how % 7 === 2) return fuelled(`${text}?.(${list})`);
      if (how % 7 === 3 && !text.startsWith("super")) return fuelled(`${text}.call(1${list && `, ${list}`})`);
      return fuelled(call);
    case "async":
    case "promise":
      if (isAwaiting(place) && (sequential || how % 3 !== 0)) return fuelled(`await ${call}`);
      if (sequential) return "0";
      return fuelled(how % 5 === 0 ? `void ${call}` : `$float(${n}, ${call})`);
    case "generator":
      if (isYielding(place) && how % 3 === 0) return fuelled(`(yield* ${call})`);
      if (how % 5 === 1) return fuelled(`[...${call}]`);
      return fuelled(`$drain(${n}, ${call}, "${script(how)}")`);
    case "async-generator": {
      if (place.flow === "async-generator" && how % 3 === 0) return fuelled(`(yield* ${call})`);
      const drained = `$drainAsync(${n}, ${call}, "${script(how)}", ${!sequential && how % 4 === 0})`;
      if (isAwaiting(place)) return fuelled(`await ${drained}`);
      return sequential ? "0" : fuelled(`$float(${n}, ${drained})`);
    }
  }
}

/** What is asked of a generator: `n`ext, `t`hrow, `r`eturn. */
function script(how: number): string {
  return ["n", "nn", "nnnnn", "nr", "nnr", "nt", "nnt", "r", "t", "nrn", "ntn", ""][how % 12] ?? "n";
}

function special(renderer: Renderer, how: number, args: readonly string[], place: Place): string {
  const [value = "1"] = args;
  const forms = ["typeof this", "this?.x"];
  if (place.hasArguments) forms.push("arguments.length", "arguments[0]", `(arguments[0] = ${value})`);
  if (place.hasNewTarget) forms.push("typeof new.target");
  const member = chosen(place.superMembers, how);
  if (member !== undefined && how % 2 === 0) return invoke(renderer, member, args, how >> 1, place);
  return `(${chosen(forms, how)})`;
}

function awaitable(renderer: Renderer, how: number, value: string): string {
  return (
    [value, `$later(${value})`, `$reject(${value})`, `$thenable(${renderer.serial()}, ${value})`][how % 4] ?? value
  );
}

function yielded(how: number, value: string, { flow }: Place): string {
  if (how % 4 === 0) return `(yield* [${value}, 1])`;
  if (flow === "async-generator" && how % 4 === 1) return `(yield $later(${value}))`;
  if (flow === "async-generator" && how % 8 === 2) return `(yield $reject(${value}))`;
  return `(yield ${value})`;
}

function listed(how: number, items: readonly string[]): string {
  const all = items.length > 0 ? items : ["0"];
  if (how % 4 === 0) return `[${all.join(", ")}]`;
  if (how % 4 === 1) return `(${all.join(", ")})`;
  if (how % 4 === 2) return `\`${all.map((item) => `\${${item}}`).join("-")}\``;
  return `({ ${all.map((item, i) => `k${i}: ${item}`).join(", ")} })`;
}

export function chosen<T>(items: readonly T[], pick: number): T | undefined {
  return items[pick % Math.max(items.length, 1)];
}
