/** @autometrics name=service objective=api */
export class Service {
  first() {}
}
