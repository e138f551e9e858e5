/** The runtime for scripts of the global scope: what some module of the page or process has left there, or a stand-in. */

const key = "ts-autometrics.runtime";

/** A function that does nothing but give what it gives. */
interface Idle {
  readonly parameters: readonly string[];
  /** A number, one of the parameters, or what one of them gives when it is called; nothing without. */
  readonly gives?: number | string | { readonly call: string };
}

const nothing: Idle = { parameters: [] };

/** Name → what takes the place of the runtime's function where there is no runtime. */
const standIn: Readonly<Record<string, Idle>> = {
  module: nothing,
  define: nothing,
  start: { parameters: [], gives: 1 },
  end: nothing,
  endSync: nothing,
  endAsync: nothing,
  judge: { parameters: ["time"], gives: "time" },
  derive: { parameters: ["value"], gives: "value" },
  called: nothing,
  calling: { parameters: ["site", "body"], gives: { call: "body" } },
  exchange: nothing,
  passOn: { parameters: ["exchange", "next"], gives: "next" },
  judgeHandler: { parameters: ["site", "time"], gives: "time" },
  endHandlerSync: nothing,
  endHandlerAsync: nothing,
};

/** The expression for it. */
export function globalRuntime(): string {
  const members = Object.entries(standIn).map(([name, { parameters, gives }]) => {
    const body = gives === undefined ? "{ }" : typeof gives === "object" ? `${gives.call}()` : String(gives);
    return `${name}: (${parameters.join(", ")}) => ${body}`;
  });
  return `globalThis[Symbol.for("${key}")] || { ${members.join(", ")} }`;
}
