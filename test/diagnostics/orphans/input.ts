export function empty() {
  /** @autometrics */
}

export class Service {
  load() {}
  /** @autometrics */
}

export const object = {
  load() {},
  /** @autometrics */
};

export const list = [
  /** @autometrics */
];

export function parameters(/** @autometrics */ a: number) {
  return /** @autometrics */ a + 1;
}

export const call = parameters(/** @autometrics */ 1);

export const options = Object.freeze(/** @autometrics */ {});

switch (list.length) {
  case 0:
    break;
  /** @autometrics */
}

/** @autometrics */
