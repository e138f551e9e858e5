/** @autometrics objective="api */
export function open() {}

/**
 * @autometrics name="over
 *   lines"
 */
export function overLines() {}
