export abstract class Service {
  /** @autometrics */
  abstract load(): void;
  /** @autometrics */
  abstract get size(): number;
  /** @autometrics */
  abstract property: () => void;
}
