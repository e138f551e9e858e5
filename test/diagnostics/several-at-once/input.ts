/** @autometrics Objective=api objective= skip */
export function first() {}

/** @autometrics objective="none */
export class Second {
  /** @autometrics error-if=isBad concurrency=1 name */
  *third() {}
}

/** @autometrics objective=none error-if=isBad */
export const fourth = () => {};

/** @autometrics */
type Fifth = {};
