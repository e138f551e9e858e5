/** @autometrics loads a user from the database */
export function description() {}

/** @autometrics objective=api: loads a user */
export function colon() {}

/**
 * @autometrics objective=api
 *
 * Loads a user.
 */
export function paragraph() {}
