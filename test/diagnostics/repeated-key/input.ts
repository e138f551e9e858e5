/** @autometrics objective=api objective=api */
export function twice() {}

/**
 * @autometrics concurrency
 *   name=other
 *   concurrency
 */
export function overLines() {}
