/** @autometrics objective=api @autometrics concurrency */
export function inOneComment() {}

/** @autometrics objective=api */
/** @autometrics concurrency */
export function inTwoComments() {}

/** @autometrics */
export const onBoth = /** @autometrics */ () => {};

/** @autometrics objective=api */
export function overload(a: string): void;
/** @autometrics concurrency */
export function overload(a: number): void;
export function overload(a: unknown) {
  return a;
}
