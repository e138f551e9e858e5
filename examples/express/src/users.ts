import type { Listing, UserInput } from "./userInput.js";
import type { Weather } from "./weather.js";

export interface User extends UserInput {
  readonly id: number;
}

export class EmailTaken extends Error {
  override name = "EmailTaken";
}

/** A second user with an e-mail address is the client's mistake: the repository did its work. */
export const isEmailTaken = (error: unknown): error is EmailTaken => error instanceof EmailTaken;

/**
 * The users, in memory behind a simulated network. The tag measures every method; a method's own tag adds to it.
 *
 * @autometrics
 */
export class UserRepository {
  readonly #users = new Map<number, User>();
  readonly #weather: Weather;
  #lastId = 0;

  constructor(weather: Weather, people: readonly UserInput[] = []) {
    this.#weather = weather;
    for (const input of people) {
      const id = ++this.#lastId;
      this.#users.set(id, { id, ...input });
    }
  }

  async list({ search, page, size }: Listing): Promise<{ users: User[]; total: number }> {
    await this.#weather.pass();
    const text = search.toLowerCase();
    const found = [...this.#users.values()].filter(({ name, email }) =>
      `${name} ${email}`.toLowerCase().includes(text),
    );
    return { users: found.slice((page - 1) * size, page * size), total: found.length };
  }

  async find(id: number): Promise<User | undefined> {
    await this.#weather.pass();
    return this.#users.get(id);
  }

  /** @autometrics ok-if=isEmailTaken */
  async add(input: UserInput): Promise<User> {
    await this.#weather.pass();
    this.#reserve(input.email);
    const user = { id: ++this.#lastId, ...input };
    this.#users.set(user.id, user);
    return user;
  }

  /** @autometrics ok-if=isEmailTaken */
  async replace(id: number, input: UserInput): Promise<User | undefined> {
    await this.#weather.pass();
    if (!this.#users.has(id)) return undefined;
    this.#reserve(input.email, id);
    const user = { id, ...input };
    this.#users.set(id, user);
    return user;
  }

  async remove(id: number): Promise<boolean> {
    await this.#weather.pass();
    return this.#users.delete(id);
  }

  /** @autometrics skip */
  #reserve(email: string, owner?: number): void {
    for (const user of this.#users.values()) {
      if (user.email === email && user.id !== owner) throw new EmailTaken(`${email} belongs to another user`);
    }
  }
}
