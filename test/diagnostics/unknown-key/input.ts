/** @autometrics Objective=api */
export function misspelt() {}

/** @autometrics Concurrency */
export function wrongCase() {}

/** @autometrics error_if=isBad */
export function underscore() {}

/** @autometrics threshold=250ms objective=api */
export function unknown() {}
