const cache = new Map<string, () => void>();
const wrap = <T>(f: T) => f;
const load = () => {};

/** @autometrics */
export const number = 1;

/** @autometrics */
export let nothing: () => void;

/** @autometrics */
export const other = load;

/** @autometrics */
export const wrapped = wrap(() => {});

/** @autometrics */
export const fromCache = cache.get("key");

declare const anyCache: any;
/** @autometrics */
export const cached = await anyCache.get("key", () => load);

/** @autometrics */
export const { destructured = () => {} } = { destructured: load };

/** @autometrics */
export const choice = cache.size > 0 ? () => 1 : () => 2;

/** @autometrics */
export const first = 1,
  second = 2;

export class Service {
  /** @autometrics */
  plain = 1;
  /** @autometrics */
  static empty?: () => void;
}

export const object = {
  /** @autometrics */
  property: 1,
  /** @autometrics */
  load,
  /** @autometrics */
  ...cache,
};

/** @autometrics */
export default load;
