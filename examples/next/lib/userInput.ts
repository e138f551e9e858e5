/** What a client sends to create or replace a user. */
export interface UserInput {
  readonly name: string;
  readonly email: string;
}

/** Reads a request's body; a text is what is wrong with it. */
export async function readUserInput(request: Request): Promise<UserInput | string> {
  const body: unknown = await request.json().catch(() => undefined);
  if (typeof body !== "object" || body === null) return "the body must be a JSON object";
  const { name, email } = body as Partial<Record<string, unknown>>;
  if (typeof name !== "string" || name.trim() === "") return "'name' must be a text that is not empty";
  if (typeof email !== "string" || !email.includes("@")) return "'email' must be an e-mail address";
  return { name: name.trim(), email: email.toLowerCase() };
}
