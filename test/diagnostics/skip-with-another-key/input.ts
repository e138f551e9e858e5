/** @autometrics */
export class Service {
  /** @autometrics skip objective=api */
  first() {}
  /** @autometrics concurrency skip */
  second() {}
}
