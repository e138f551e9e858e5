/** @autometrics concurrency=yes */
export function flagWithValue() {}

/** @autometrics callers=maybe */
export function neitherTrueNorFalse() {}

const errors = { isBad: () => true };
/** @autometrics error-if=errors.isBad */
export function member() {}

/** @autometrics ok-if="() => true" */
export function code() {}

/** @autometrics =api */
export function noKey() {}
