/** @autometric objective=api */
export function singular() {}

/** @AutoMetrics */
export function otherCase() {}

/** @auto-metrics */
export function hyphen() {}

/** @autometircs */
export function swapped() {}

/** @autmetrics */
export function letterLeftOut() {}

// @autometric objective=api
export function inAnotherComment() {}

/** @autometric */
