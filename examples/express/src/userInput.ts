/** What a client sends to create or replace a user. */
export interface UserInput {
  readonly name: string;
  readonly email: string;
}

/** Reads a request's body; a text is what is wrong with it. */
export function readUserInput(body: unknown): UserInput | string {
  if (typeof body !== "object" || body === null) return "the body must be a JSON object";
  const { name, email } = body as Partial<Record<string, unknown>>;
  if (typeof name !== "string" || name.trim() === "") return "'name' must be a text that is not empty";
  if (typeof email !== "string" || !/^[^\s@]+@[^\s@]+$/.test(email)) return "'email' must be an e-mail address";
  return { name: name.trim(), email: email.toLowerCase() };
}

/** Which part of the users a client asks to see. */
export interface Listing {
  /** Text that the name or the e-mail address holds. */
  readonly search: string;
  readonly page: number;
  readonly size: number;
}

/** Reads a request's query; a text is what is wrong with it. */
export function readListing(query: Partial<Record<string, unknown>>): Listing | string {
  const { search = "", page = "1", size = "20" } = query;
  if (typeof search !== "string") return "'search' must be given once";
  if (!isBetween(Number(page), 1, 1_000_000)) return "'page' must be a whole number from 1";
  if (!isBetween(Number(size), 1, 100)) return "'size' must be a whole number from 1 to 100";
  return { search, page: Number(page), size: Number(size) };
}

function isBetween(value: number, low: number, high: number): boolean {
  return Number.isInteger(value) && value >= low && value <= high;
}
