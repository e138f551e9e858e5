const isBad = () => true;

/** @autometrics concurrency */
export function* concurrency() {}

/** @autometrics error-if=isBad */
export function* errorIf() {}

export class Service {
  /** @autometrics ok-if=isBad concurrency */
  async *okIf() {}
}
