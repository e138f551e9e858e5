/**
 * The functions whose calls are measured, each as it is and annotated. This file is compiled with the transformer before
 * it runs: what is measured is emitted code.
 */
interface Pair {
  readonly a: number;
  readonly b: number;
}

export function bareNumber(a: number, b: number): number {
  return a + b;
}

/** @autometrics objective=api */
export function number(a: number, b: number): number {
  return a + b;
}

export async function bareAsyncNumber(a: number, b: number): Promise<number> {
  return a + b;
}

/** @autometrics objective=api */
export async function asyncNumber(a: number, b: number): Promise<number> {
  return a + b;
}

export async function bareAwaiting(a: number, b: number): Promise<number> {
  await undefined;
  return a + b;
}

/** @autometrics objective=api */
export async function awaiting(a: number, b: number): Promise<number> {
  await undefined;
  return a + b;
}

export function bareObject(a: number, b: number): Pair {
  return { a, b };
}

/** @autometrics objective=api */
export function object(a: number, b: number): Pair {
  return { a, b };
}

export function bareResult(a: number, b: number): Pair {
  return pair(a, b);
}

/** @autometrics objective=api */
export function result(a: number, b: number): Pair {
  return pair(a, b);
}

export function barePromise(a: number, b: number): Promise<number> {
  return bareAsyncNumber(a, b);
}

/** @autometrics objective=api */
export function promise(a: number, b: number): Promise<number> {
  return bareAsyncNumber(a, b);
}

export function bareThrowing(a: number, b: number): number {
  return fail(a, b);
}

/** @autometrics objective=api */
export function throwing(a: number, b: number): number {
  return fail(a, b);
}

export function bareCallee(a: number, b: number): number {
  return a + b;
}

/** @autometrics objective=api callers */
export function callee(a: number, b: number): number {
  return a + b;
}

export async function bareAsyncCallee(a: number, b: number): Promise<number> {
  await undefined;
  return a + b;
}

/** @autometrics objective=api callers */
export async function asyncCallee(a: number, b: number): Promise<number> {
  await undefined;
  return a + b;
}

/** @autometrics callers */
export function caller<T>(run: () => T): T {
  return run();
}

/** What a call gives may be a promise, for all the transformer knows. */
export function pair(a: number, b: number): Pair {
  return { a, b };
}

const failure = new Error("always the same, so that the cost of making an error is not measured");

export function fail(_a: number, _b: number): number {
  throw failure;
}
