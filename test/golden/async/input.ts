const load = async (n: number) => n;

/** @autometrics */
export async function awaited(n: number) {
  return await load(n);
}

/** @autometrics */
export async function returned(n: number) {
  if (n < 0) return 0;
  return load(n);
}

/** @autometrics */
export const sync = (n: number) => load(n);
