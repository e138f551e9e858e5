/** @autometrics error-if=isBad ok-if=isGood */
export function nowhere() {}

import type { isIP } from "node:net";
import { type isIPv4 } from "node:net";
/** @autometrics error-if=isIP */
export const typeOnly = (a: string) => a;
/** @autometrics error-if=isIPv4 */
export const typeOnlyName = (a: string) => a;

/** @autometrics error-if=isInner */
export function inside() {
  function isInner() {}
  return isInner;
}

{
  const isInBlock = () => true;
  isInBlock();
}
/** @autometrics error-if=isInBlock */
export function outsideOfTheBlock() {}

namespace Space {
  export const isFar = () => true;
}
import isAlias = Space.isFar;
/** @autometrics error-if=isAlias */
export const alias = () => 1;

type isInterface = {};
/** @autometrics error-if=isInterface */
export const type = (): isInterface => 1;
