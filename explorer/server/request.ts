/** What a request asks for, checked: behind here there is nothing that nobody can mean. */

import type { ObjectiveKey } from "../answers/objectiveFigures.js";
import type { Span } from "../answers/times.js";
import type { FunctionKey } from "../api.js";

/** What is wrong with a request, in a sentence, and the status that says so. */
export class Refusal extends Error {
  override readonly name = "Refusal";

  constructor(
    readonly status: number,
    sentence: string,
  ) {
    super(sentence);
  }
}

const longest = 92 * 86_400;
const shortest = 10;

export function spanOf(parameters: URLSearchParams): Span {
  const [from, to] = [timeOf(parameters, "from"), timeOf(parameters, "to")];
  if (to - from < shortest) throw new Refusal(400, `'to' is to be at least ${shortest} seconds after 'from'.`);
  if (to - from > longest) throw new Refusal(400, "From 'from' to 'to' there are to be 92 days at most.");
  return { from, to };
}

export function objectiveOf(parameters: URLSearchParams): ObjectiveKey {
  const sli = textOf(parameters, "sli");
  if (sli !== "success_rate" && sli !== "latency") throw new Refusal(400, "'sli' is success_rate or latency.");
  return { service: textOf(parameters, "service"), objective: textOf(parameters, "objective"), sli };
}

export function functionOf(parameters: URLSearchParams): FunctionKey {
  return {
    service: textOf(parameters, "service"),
    function: textOf(parameters, "function"),
    module: textOf(parameters, "module"),
  };
}

/** A parameter that is misspelt would be taken for one that is left out. */
export function checkNames(parameters: URLSearchParams, known: readonly string[]): void {
  for (const name of parameters.keys()) {
    if (!known.includes(name)) throw new Refusal(400, `There is no parameter '${name.slice(0, 40)}' here.`);
    if (parameters.getAll(name).length > 1) throw new Refusal(400, `'${name}' is there more than once.`);
  }
}

function timeOf(parameters: URLSearchParams, name: string): number {
  const text = textOf(parameters, name);
  // Seconds until the year 5138: more digits are milliseconds.
  if (!/^\d{1,11}(?:\.\d{1,9})?$/.test(text))
    throw new Refusal(400, `'${name}' is to be a time in seconds since 1970.`);
  return Number(text);
}

/** May be empty: a service without a name is one too. */
function textOf(parameters: URLSearchParams, name: string): string {
  const text = parameters.get(name);
  if (text === null) throw new Refusal(400, `The parameter '${name}' is missing.`);
  if (text.length > 2000) throw new Refusal(400, `'${name}' is longer than any name is.`);
  return text;
}
