const number = 1;
/** @autometrics error-if=number */
export const noFunction = () => 1;

const length = (text: string) => text.length;
/** @autometrics error-if=length */
export const noBoolean = () => "text";

const isNegative = (n: number) => n < 0;
/** @autometrics error-if=isNegative */
export const otherResult = () => "text";

/** @autometrics error-if=isNegative */
export const otherAwaitedResult = async () => "text";

const isBetween = (n: number, limit: number) => n < limit;
/** @autometrics error-if=isBetween */
export const twoArguments = () => 1;

const isSlow = async (n: number) => n < 0;
/** @autometrics error-if=isSlow */
export const promise = () => 1;

/** @autometrics ok-if=length */
export const forErrors = () => 1;

const isAnyNegative = (...n: number[]) => n.some(isNegative);
/** @autometrics error-if=isAnyNegative */
export const manyArguments = () => 1;
/** @autometrics error-if=isAnyNegative */
export const manyOtherArguments = () => "text";

class Expected extends Error {}
/** @autometrics ok-if=Expected */
export const errorClass = () => 1;

/** @autometrics error-if=isNegative */
export class Service {
  set size(value: number) {}
  get size() {
    return 1;
  }
  name() {
    return "text";
  }
}
