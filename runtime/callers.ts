/** Who calls: the nearest instrumented function up the call chain that records callers itself, across awaits and timers. */
import { AsyncLocalStorage } from "node:async_hooks";
import type { CallSite } from "./callSite.js";

/** Made when the first function asks for it: where nobody does, the process pays nothing for following its calls. */
let running: AsyncLocalStorage<CallSite> | undefined;

/** The numbers that a call beginning now is counted in: its caller's, or those without one. */
export function called(site: CallSite | undefined): CallSite | undefined {
  const caller = running?.getStore();
  return site === undefined || caller === undefined ? site : site.calledBy(caller);
}

/** Runs a function's body, so that what it calls knows who called. */
export function calling<T>(site: CallSite | undefined, body: () => T): T {
  if (site === undefined) return body();
  running ??= new AsyncLocalStorage();
  return running.run(site, body);
}
