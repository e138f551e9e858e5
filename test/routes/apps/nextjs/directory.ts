export interface User {
  readonly id: number;
  readonly name: string;
  readonly email: string;
}

// Next.js may load this module once a route.
const place: typeof globalThis & { directory?: Map<number, User> } = globalThis;
place.directory ??= new Map([
  [1, { id: 1, name: "Alan", email: "alan@example.org" }],
  [2, { id: 2, name: "Barbara", email: "barbara@example.org" }],
]);

export const directory = place.directory;
