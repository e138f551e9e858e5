/** @autometrics objective=API */
export function nearly() {}

/** @autometrics objective="something else" */
export function unknown() {}

/** @autometrics objective=API */
export class Service {
  first() {}
  second() {}
}
