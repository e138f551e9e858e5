import * as $am from "ts-autometrics/runtime"; var $am_m = /*@__PURE__*/ $am.module({ name: "class/input", package: "project", options: "00000000" }); var $am_0 = /*@__PURE__*/ $am.define($am_m, "get Users.size"); var $am_1 = /*@__PURE__*/ $am.define($am_m, "Users.find"); var $am_2 = /*@__PURE__*/ $am.define($am_m, "Users.#check"); var $am_3 = /*@__PURE__*/ $am.define($am_m, "Users.check"); /** Users, in memory. @autometrics */
export class Users<T extends { id: number }> {
  readonly #byId = new Map<number, T>();

  constructor(users: readonly T[]) {
    for (const user of users) this.#byId.set(user.id, user);
  }

  get size(): number { let $am_t = $am.start($am_0); try {
    return this.#byId.size;
  } catch ($am_e) { $am_t = -$am_t; throw $am_e; } finally { $am.end($am_0, $am_t); } }

  /** One of them. */
  find(id: number): T | undefined { let $am_t = $am.start($am_1), $am_r; try {
    return $am_r = $am.derive(this.#byId.get(id));
  } catch ($am_e) { $am_t = -$am_t; throw $am_e; } finally { $am.endSync($am_1, $am_t, $am_r); } }

  /** @autometrics skip */
  forgotten() {}

  static #check() { let $am_t = $am.start($am_2); try {
    return;
  } catch ($am_e) { $am_t = -$am_t; throw $am_e; } finally { $am.end($am_2, $am_t); } }

  static check = () => { let $am_t = $am.start($am_3), $am_r; try { return $am_r = $am.derive(Users.#check()); } catch ($am_e) { $am_t = -$am_t; throw $am_e; } finally { $am.endSync($am_3, $am_t, $am_r); } };
}
