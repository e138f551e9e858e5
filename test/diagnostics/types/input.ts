/** @autometrics */
export interface Shape {
  /** @autometrics */
  area(): number;
  /** @autometrics */
  readonly name: string;
}

/** @autometrics */
export type Area = () => number;

export type Literal = {
  /** @autometrics */
  area(): number;
};

/** @autometrics */
export enum Color {
  /** @autometrics */
  red,
}
