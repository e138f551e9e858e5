import { Injectable } from "@nestjs/common";

export interface UserInput {
  readonly name: string;
  readonly email: string;
}

export interface User extends UserInput {
  readonly id: number;
}

@Injectable()
export class Directory {
  readonly #users = new Map<number, User>([
    [1, { id: 1, name: "Alan", email: "alan@example.org" }],
    [2, { id: 2, name: "Barbara", email: "barbara@example.org" }],
  ]);

  list(): User[] {
    return [...this.#users.values()];
  }

  async find(id: number): Promise<User | undefined> {
    return this.#users.get(id);
  }

  put(id: number, { name, email }: UserInput): User {
    const user = { id, name, email };
    this.#users.set(id, user);
    return user;
  }

  remove(id: number): void {
    this.#users.delete(id);
  }
}
