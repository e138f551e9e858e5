import * as $am from "ts-autometrics/runtime"; var $am_m = /*@__PURE__*/ $am.module({ name: "async/input", package: "project", options: "00000000" }); var $am_0 = /*@__PURE__*/ $am.define($am_m, "awaited"); var $am_1 = /*@__PURE__*/ $am.define($am_m, "returned"); var $am_2 = /*@__PURE__*/ $am.define($am_m, "sync"); const load = async (n: number) => n;

/** @autometrics */
export async function awaited(n: number) { let $am_t = $am.start($am_0); try {
  return await load(n);
} catch ($am_e) { $am_t = -$am_t; throw $am_e; } finally { $am.end($am_0, $am_t); } }

/** @autometrics */
export async function returned(n: number) { let $am_t = $am.start($am_1), $am_r; try {
  if (n < 0) return $am_r = 0;
  return $am_r = load(n);
} catch ($am_e) { $am_t = -$am_t; throw $am_e; } finally { $am.endAsync($am_1, $am_t, $am_r); } }

/** @autometrics */
export const sync = (n: number) => { let $am_t = $am.start($am_2), $am_r; try { return $am_r = $am.derive(load(n)); } catch ($am_e) { $am_t = -$am_t; throw $am_e; } finally { $am.endSync($am_2, $am_t, $am_r); } };
