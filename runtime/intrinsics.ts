import { performance } from "node:perf_hooks";
import { promisify, types } from "node:util";

// Captured when the runtime loads, so that fake timers and stubbed globals in a user's tests do not reach it.
// `now` comes from the prototype: fake timers that were installed before us sit on the object itself.
const prototypeNow: unknown = Reflect.get(Reflect.getPrototypeOf(performance) ?? performance, "now");

/** Milliseconds on a clock that never goes back. */
export const now: () => number = (typeof prototypeNow === "function" ? prototypeNow : performance.now).bind(
  performance,
);

export const isProxy: (value: unknown) => boolean = types.isProxy;

/** True for a native promise and its subclasses, without running any code of the value's: a Proxy sees nothing. */
export const isPromise: (value: unknown) => value is Promise<unknown> = types.isPromise;

const { apply, getPrototypeOf, ownKeys } = Reflect;
const promisePrototype = Promise.prototype;
const { then } = promisePrototype;
/**
 * Under Jest, and wherever else a program runs in a context of its own, what Node gives (files read, fetched
 * responses) are promises of the main context. Elsewhere this is the same object.
 */
const mainPromisePrototype = getPrototypeOf(promisify(() => {})());

/** `Promise.prototype.then` as it was when the runtime loaded. */
export function nativeThen<T>(
  promise: Promise<T>,
  onFulfilled: (value: T) => T | undefined,
  onRejected: (error: unknown) => undefined,
): Promise<T> {
  return apply(then, promise, [onFulfilled, onRejected]);
}

const settled = Promise.resolve();
// As it was, but with what Node keeps in its `process`.
const nextTick = process.nextTick.bind(process);

/**
 * Calls a function once all has been done that waits for no input or output: what goes on with promises that are settled
 * comes before the next tick.
 */
export function soon(task: () => void): void {
  nativeThen(
    settled,
    () => nextTick(task),
    () => undefined,
  );
}

/**
 * A native promise that nobody could tell from a copy of it, but by identity: no subclass (whose methods would be
 * lost), no properties of its own (as execa's results have) but those that Node gives to a copy too.
 */
export function isPlainPromise(value: unknown): value is Promise<unknown> {
  if (!isPromise(value)) return false;
  const prototype = getPrototypeOf(value);
  return (prototype === promisePrototype || prototype === mainPromisePrototype) && ownKeys(value).every(isNodes);
}

/** What Node 20 and 22 keep on every promise while an AsyncLocalStorage or an async hook is in use. */
const keysOfNode = ["async_id_symbol", "trigger_async_id_symbol", "kResourceStore"];

function isNodes(key: string | symbol): boolean {
  return typeof key === "symbol" && keysOfNode.includes(key.description ?? "");
}

const { get, set } = WeakMap.prototype;

/** A WeakMap whose methods are its own, as they were when the runtime loaded. */
export function weakMap<K extends object, V>(): Pick<WeakMap<K, V>, "get" | "set"> {
  return Object.assign(new WeakMap<K, V>(), { get, set });
}
