// @ts-nocheck
/** @autometrics */
export function both() {
  var inner = 1;
  function inner() {}
  return inner;
}
