/** @autometrics */
declare function declared(): void;

/** @autometrics */
declare const constant: () => void;

/** @autometrics */
declare class Service {
  /** @autometrics */
  load(): void;
}

declare namespace Space {
  /** @autometrics */
  function inside(): void;
}

export default [declared, constant, Service, Space];
