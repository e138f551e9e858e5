const isBad = (value: unknown) => value === undefined;

/** @autometrics error-if=isBad */
export function parameter(isBad: boolean) {
  return isBad;
}

/** @autometrics ok-if=isBad */
export const variable = () => {
  for (;;) {
    var isBad = 1;
    return isBad;
  }
};

/** @autometrics error-if=isBad */
export const destructured = ({ a: [isBad] }: { a: number[] }) => isBad;
