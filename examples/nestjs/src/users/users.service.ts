import { setTimeout as delay } from "node:timers/promises";
import { Injectable } from "@nestjs/common";

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

/** Every n-th access to the store fails; 0 is none. */
const failEvery = Number(process.env.STORE_FAIL_EVERY ?? 0);

/** The users, in memory behind a simulated network that takes time and can fail. */
@Injectable()
export class UsersService {
  readonly #users = new Map<number, User>();
  #lastId = 0;
  #accesses = 0;

  constructor() {
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
    const isTaken = [...this.#users.values()].some(({ email }) => email === input.email);
    if (isTaken) throw new EmailTaken(`${input.email} belongs to another user`);
    const user = { id: ++this.#lastId, ...input };
    this.#users.set(user.id, user);
    return user;
  }

  async replace(id: number, input: UserInput): Promise<User | undefined> {
    await this.#access();
    if (!this.#users.has(id)) return undefined;
    const user = { id, ...input };
    this.#users.set(id, user);
    return user;
  }

  async remove(id: number): Promise<boolean> {
    await this.#access();
    return this.#users.delete(id);
  }

  async #access(): Promise<void> {
    await delay(5);
    if (failEvery > 0 && ++this.#accesses % failEvery === 0) throw new Error("the simulated store is out of reach");
  }
}
