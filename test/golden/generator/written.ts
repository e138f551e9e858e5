import * as $am from "ts-autometrics/runtime"; var $am_m = /*@__PURE__*/ $am.module({ name: "generator/input", package: "project", options: "00000000" }); var $am_0 = /*@__PURE__*/ $am.define($am_m, "count"); var $am_1 = /*@__PURE__*/ $am.define($am_m, "ticks"); /** @autometrics */
export function* count(limit: number) { let $am_t = $am.start($am_0); try {
  for (let n = 0; n < limit; n++) yield n;
  return limit;
} catch ($am_e) { $am_t = -$am_t; throw $am_e; } finally { $am.end($am_0, $am_t); } }

/** @autometrics */
export async function* ticks() { let $am_t = $am.start($am_1); try {
  for (;;) yield await Promise.resolve(Date.now());
} catch ($am_e) { $am_t = -$am_t; throw $am_e; } finally { $am.end($am_1, $am_t); } }
