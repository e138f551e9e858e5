/**
 * One set of counters in a process, however many copies of this package are loaded (ES module and CommonJS bundles,
 * two installed versions): the first copy's functions are everybody's.
 */
import { derive, end, endAsync, endSync, judge, start } from "./call.js";
import { called, calling } from "./callers.js";
import type { CallSite } from "./callSite.js";
import {
  type CallSiteOptions,
  defineCallSite,
  defineModule,
  type Module,
  type ModuleDefinition,
} from "./definitions.js";
import { beginExchange as exchange, passOn } from "./http/exchange.js";
import { endHandlerAsync, endHandlerSync, judgeHandler } from "./http/handler.js";
import { defaultRegistry, type MetricRegistry, registerWith, scrape } from "./prometheus.js";
import { warnOnce } from "./warnings.js";

/** The contract between generated code and the runtime. A change that old generated code would notice is a new major. */
const contract = 1;

const registries = new Set<MetricRegistry>();

/**
 * Adds the metrics to a registry of the application's own. They are in prom-client's default registry from the
 * start; call this for another one, or after `register.clear()`.
 */
function register(registry: MetricRegistry): void {
  registries.add(registry);
  registerWith(registry);
}

function module(definition: ModuleDefinition): Module {
  // A registry that was cleared gets its metrics back with the next module that is loaded.
  for (const registry of registries) registerWith(registry);
  return defineModule(definition);
}

function define(module: Module, name: string, options: CallSiteOptions = {}): CallSite {
  return defineCallSite(module, name, options);
}

const runtime = {
  contract,
  registries,
  register,
  scrape,
  module,
  define,
  start,
  end,
  endSync,
  endAsync,
  derive,
  judge,
  called,
  calling,
  exchange,
  passOn,
  judgeHandler,
  endHandlerSync,
  endHandlerAsync,
};
export type Runtime = typeof runtime;

const key = Symbol.for("ts-autometrics.runtime");

function join(): Runtime {
  const first: Runtime | undefined = Reflect.get(globalThis, key);
  if (first === undefined) {
    Object.defineProperty(globalThis, key, { value: runtime, configurable: true });
    runtime.register(defaultRegistry);
    return runtime;
  }
  if (first.contract !== contract) {
    warnOnce(
      "contract",
      `two incompatible versions of ts-autometrics are loaded (runtime contracts ${first.contract} and ${contract}); ` +
        "what the second one instruments is counted but not served: let all packages depend on one version",
    );
    return runtime;
  }
  // The same object where both copies found one prom-client; otherwise both default registries serve the numbers.
  if (!first.registries.has(defaultRegistry)) {
    warnOnce(
      "prom-client",
      "two copies of prom-client are loaded, each with a default registry of its own; the metrics are in both: " +
        "let all packages depend on one version of prom-client (npm ls prom-client); " +
        "where a test runner has reset its modules, nothing is wrong",
    );
    first.register(defaultRegistry);
  }
  return first;
}

export const shared: Runtime = join();
