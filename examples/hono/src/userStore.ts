import { setTimeout as delay } from "node:timers/promises";

export interface UserInput {
  readonly name: string;
  readonly email: string;
}

export interface User extends UserInput {
  readonly id: number;
}

export class EmailTaken extends Error {
  override name = "EmailTaken";
}

/** The users, in memory behind a simulated network that takes time and can fail. */
export class UserStore {
  readonly #users = new Map<number, User>();
  readonly #failEvery: number;
  #lastId = 0;
  #accesses = 0;

  /** @param failEvery Every n-th access fails; 0 is none. */
  constructor(failEvery = 0) {
    this.#failEvery = failEvery;
    for (const name of ["Ada", "Alan", "Barbara", "Edsger", "Grace"]) {
      const id = ++this.#lastId;
      this.#users.set(id, { id, name, email: `${name.toLowerCase()}@example.com` });
    }
  }

  async list(): Promise<User[]> {
    await this.#access();
    return [...this.#users.values()];
  }

  async find(id: number): Promise<User | undefined> {
    await this.#access();
    return this.#users.get(id);
  }

  async add(input: UserInput): Promise<User> {
    await this.#access();
    this.#reserve(input.email);
    const user = { id: ++this.#lastId, ...input };
    this.#users.set(user.id, user);
    return user;
  }

  async replace(id: number, input: UserInput): Promise<User | undefined> {
    await this.#access();
    if (!this.#users.has(id)) return undefined;
    this.#reserve(input.email, id);
    const user = { id, ...input };
    this.#users.set(id, user);
    return user;
  }

  async remove(id: number): Promise<boolean> {
    await this.#access();
    return this.#users.delete(id);
  }

  #reserve(email: string, owner?: number): void {
    for (const user of this.#users.values()) {
      if (user.email === email && user.id !== owner) throw new EmailTaken(`${email} belongs to another user`);
    }
  }

  async #access(): Promise<void> {
    await delay(5);
    if (this.#failEvery > 0 && ++this.#accesses % this.#failEvery === 0) {
      throw new Error("the simulated store is out of reach");
    }
  }
}
