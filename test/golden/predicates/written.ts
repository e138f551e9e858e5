import * as $am from "ts-autometrics/runtime"; var $am_m = /*@__PURE__*/ $am.module({ name: "predicates/input", package: "project", options: "00000000" }); var $am_0 = /*@__PURE__*/ $am.define($am_m, "hostOf"); var $am_1 = /*@__PURE__*/ $am.define($am_m, "check"); var $am_2 = /*@__PURE__*/ $am.define($am_m, "both"); import { isIP, type Socket } from "node:net";

const isFree = (host: string) => isIP(host) === 0;
const isExpected = (error: unknown) => error instanceof RangeError;

/** @autometrics error-if=isFree name=hostOf */
export const host = (socket: Socket) => { let $am_t = $am.start($am_0), $am_r; try { return $am_r = socket.remoteAddress ?? ""; } catch ($am_e) { $am_t = -$am_t; throw $am_e; } finally { $am.endSync($am_0, $am_t, $am_r, $am_e => isFree($am_e)); } };

/** @autometrics ok-if=isExpected */
export function check(n: number) { let $am_t = $am.start($am_1); try {
  if (n > 10) throw new RangeError("too much");
} catch ($am_e) { $am_t = $am.judge($am_t, $am_e, $am_e => isExpected($am_e)); throw $am_e; } finally { $am.end($am_1, $am_t); } }

const isMissing = (value: unknown) => value === undefined;

/** @autometrics error-if=isMissing ok-if=isExpected */
export async function both(n: number) { let $am_t = $am.start($am_2), $am_r; try {
  for (;;) {
    try {
      if (n > 0) return $am_r = n;
    } finally {
      if (n > 1) break;
    }
  }
; $am_r = void 0; } catch ($am_e) { $am.end($am_2, $am.judge($am_t, $am_e, $am_e => isExpected($am_e))); $am_t = 0; throw $am_e; } finally { if ($am_t) $am.endAsync($am_2, $am_t, $am_r, $am_e => isMissing($am_e), $am_e => isExpected($am_e)); } }
