/** @autometrics */
export function* count(limit: number) {
  for (let n = 0; n < limit; n++) yield n;
  return limit;
}

/** @autometrics */
export async function* ticks() {
  for (;;) yield await Promise.resolve(Date.now());
}
