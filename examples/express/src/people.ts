import type { UserInput } from "./userInput.js";

/** Who is in the directory when it starts. */
export const people: readonly UserInput[] = [
  { name: "Ada Lovelace", email: "ada@example.com" },
  { name: "Alan Turing", email: "alan@example.com" },
  { name: "Barbara Liskov", email: "barbara@example.com" },
  { name: "Edsger Dijkstra", email: "edsger@example.com" },
  { name: "Frances Allen", email: "frances@example.com" },
  { name: "Grace Hopper", email: "grace@example.com" },
  { name: "Margaret Hamilton", email: "margaret@example.com" },
  { name: "Tony Hoare", email: "tony@example.com" },
];
