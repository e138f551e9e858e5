// What is measured against what: functions with one body, bare and under each instrumentation.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { compileSubjects } from "../compile.mjs";
import { variants as autometrics } from "./autometrics.mjs";
import { variants as clock } from "./clock.mjs";
import { variants as context } from "./context.mjs";
import { callees, functions } from "./names.mjs";
import { variants as openTelemetry } from "./openTelemetry.mjs";
import { fewLabels, sameSeries } from "./promClient.mjs";

/** @returns {Promise<{ name: string, variants: Record<string, Function> }[]>} */
export async function loadGroups() {
  const emitted = await import(pathToFileURL(compileSubjects("esm")).href);
  const commonJs = createRequire(import.meta.url)(compileSubjects("cjs"));
  const floor = clock(emitted);
  return Object.keys(functions).map((name) => {
    const bare = emitted[`bare${name[0].toUpperCase()}${name.slice(1)}`];
    const others = {
      commonJs: commonJs[name],
      promClient: sameSeries[name],
      promClientFewLabels: fewLabels[name],
      openTelemetry: openTelemetry[name],
      autometrics: autometrics[name],
    };
    const isCompared = name in autometrics;
    return { name, variants: { bare, clock: floor[name], esm: emitted[name], ...(isCompared && others) } };
  });
}

/**
 * Functions that record their callers, and the caller that they are called from.
 *
 * @returns {Promise<{ groups: { name: string, variants: Record<string, Function> }[], caller: Function }>}
 */
export async function loadCallees() {
  const emitted = await import(pathToFileURL(compileSubjects("esm")).href);
  const { number, awaiting } = clock(emitted);
  const floor = { callee: number, asyncCallee: awaiting };
  const groups = Object.keys(callees).map((name) => {
    const bare = emitted[`bare${name[0].toUpperCase()}${name.slice(1)}`];
    return { name, variants: { bare, clock: floor[name], context: context[name], esm: emitted[name] } };
  });
  return { groups, caller: emitted.caller };
}
