export class Service {
  /** @autometrics */
  constructor() {}
}
