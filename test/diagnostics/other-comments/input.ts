// @autometrics
export function line() {}

// @autometrics objective=api
export function lineWithKeys() {}

/* @autometrics objective=api */
export function block() {}

/*
 * Loads a user.
 * @autometrics
 */
export function blockOfLines() {}

export class Service {
  //@autometrics skip
  load() {}
}
