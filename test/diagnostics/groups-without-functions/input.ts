/** @module @autometrics */

/** @autometrics */
export class Empty {
  constructor() {}
  value = 1;
}

/** @autometrics */
export const Expression = class {};
