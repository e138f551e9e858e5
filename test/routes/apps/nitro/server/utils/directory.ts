export interface User {
  readonly id: number;
  readonly name: string;
  readonly email: string;
}

export const directory = new Map<number, User>([
  [1, { id: 1, name: "Alan", email: "alan@example.org" }],
  [2, { id: 2, name: "Barbara", email: "barbara@example.org" }],
]);
