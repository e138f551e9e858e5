/**
 * @license MIT
 */

/** Loads it. @autometrics */
function load(): number {
  return 1;
}

export = load;
