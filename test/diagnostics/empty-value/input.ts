/** @autometrics objective= */
export function nothing() {}

/** @autometrics objective="" */
export function emptyQuotes() {}

/** @autometrics objective */
export function noValue() {}

/** @autometrics objective= api */
export function spaceBehind() {}

/** @autometrics objective = api */
export function spaces() {}

/** @autometrics name= objective=api */
export function nextKey() {}

/**
 * @autometrics error-if=
 * @returns nothing
 */
export function nextTag() {}
