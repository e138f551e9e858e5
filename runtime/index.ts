import { shared } from "./shared.js";

export type { CallSite } from "./callSite.js";
export type { CallSiteOptions, Module, ModuleDefinition } from "./definitions.js";
export type { Objective } from "./objective.js";
export type { Exposition, MetricRegistry } from "./prometheus.js";

/**
 * Adds the metrics to a registry of the application's own, and keeps them there. prom-client's default registry has
 * them from the start; call this for any other, or after `register.clear()`. Never throws.
 */
export const register = shared.register;

/** For `ts-autometrics/serve`: what prom-client's default registry serves. */
export const scrape = shared.scrape;

// What follows is for generated code.
export const module = shared.module;
export const define = shared.define;
export const start = shared.start;
export const end = shared.end;
export const endSync = shared.endSync;
export const endAsync = shared.endAsync;
export const derive = shared.derive;
export const judge = shared.judge;
export const called = shared.called;
export const calling = shared.calling;
export const exchange = shared.exchange;
export const passOn = shared.passOn;
export const judgeHandler = shared.judgeHandler;
export const endHandlerSync = shared.endHandlerSync;
export const endHandlerAsync = shared.endHandlerAsync;
