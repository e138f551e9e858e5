/**
 * Instruments modules when they are loaded, with nothing built before: `node --import ts-autometrics/register app.ts`.
 * What Node then does with their text is up to it, or to the loader that was registered behind this one.
 */
import module from "node:module";
import { pathToFileURL } from "node:url";
import { instrumentCompiled, instrumentRead } from "./register/commonJs.js";
import { type HookableModule, loadSync } from "./register/syncHooks.js";

const hookable: typeof module & HookableModule = module;
if (hookable.registerHooks !== undefined) hookable.registerHooks({ load: loadSync });
else {
  // Built as CommonJS.
  module.register("./register/hooks.cjs", pathToFileURL(__filename));
  instrumentCompiled();
}
instrumentRead();
