/**
 * @license MIT
 */
import $am = require("ts-autometrics/runtime"); var $am_m = /*@__PURE__*/ $am.module({ name: "commonjs/input", package: "project", options: "00000000" }); var $am_0 = /*@__PURE__*/ $am.define($am_m, "load"); 
/** Loads it. @autometrics */
function load(): number { let $am_t = $am.start($am_0); try {
  return 1;
} catch ($am_e) { $am_t = -$am_t; throw $am_e; } finally { $am.end($am_0, $am_t); } }

export = load;
