import { setTimeout as delay } from "node:timers/promises";
import type { UserInput } from "./userInput";

export interface User extends UserInput {
  readonly id: number;
}

/** Every n-th access to the store fails; 0 is none. */
const failEvery = Number(process.env.STORE_FAIL_EVERY ?? 0);

/** In memory behind a simulated network. On globalThis, as Next.js may load this module more than once. */
interface Store {
  readonly users: Map<number, User>;
  lastId: number;
  accesses: number;
}

const place: typeof globalThis & { exampleStore?: Store } = globalThis;
place.exampleStore ??= {
  users: new Map(
    ["Ada", "Alan", "Barbara", "Edsger", "Grace"].map((name, index) => [
      index + 1,
      { id: index + 1, name, email: `${name.toLowerCase()}@example.com` },
    ]),
  ),
  lastId: 5,
  accesses: 0,
};
const store = place.exampleStore;

export async function listUsers(search: string): Promise<User[]> {
  await access();
  return [...store.users.values()].filter(({ name }) => name.toLowerCase().includes(search.toLowerCase()));
}

export async function findUser(id: number): Promise<User | undefined> {
  await access();
  return store.users.get(id);
}

/** Nothing when another user has the e-mail address. */
export async function addUser(input: UserInput): Promise<User | undefined> {
  await access();
  if ([...store.users.values()].some(({ email }) => email === input.email)) return undefined;
  const user = { id: ++store.lastId, ...input };
  store.users.set(user.id, user);
  return user;
}

export async function replaceUser(id: number, input: UserInput): Promise<User | undefined> {
  await access();
  if (!store.users.has(id)) return undefined;
  const user = { id, ...input };
  store.users.set(id, user);
  return user;
}

export async function removeUser(id: number): Promise<boolean> {
  await access();
  return store.users.delete(id);
}

async function access(): Promise<void> {
  await delay(5);
  if (failEvery > 0 && ++store.accesses % failEvery === 0) throw new Error("the simulated store is out of reach");
}
