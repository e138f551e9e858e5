/**
 * Users.
 * @module users
 * @autometrics name=users
 */
export function load() {}
