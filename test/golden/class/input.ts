/** Users, in memory. @autometrics */
export class Users<T extends { id: number }> {
  readonly #byId = new Map<number, T>();

  constructor(users: readonly T[]) {
    for (const user of users) this.#byId.set(user.id, user);
  }

  get size(): number {
    return this.#byId.size;
  }

  /** One of them. */
  find(id: number): T | undefined {
    return this.#byId.get(id);
  }

  /** @autometrics skip */
  forgotten() {}

  static #check() {
    return;
  }

  static check = () => Users.#check();
}
