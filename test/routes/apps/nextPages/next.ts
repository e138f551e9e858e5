/** The parts of what Next.js gives an API route that these look at, with its names. */
import type { IncomingMessage, ServerResponse } from "node:http";

export interface NextApiRequest extends IncomingMessage {
  query: Record<string, string | undefined>;
  body: { readonly name?: string; readonly email?: string };
}

export interface NextApiResponse extends ServerResponse {
  status(code: number): NextApiResponse;
  json(value: unknown): void;
  redirect(code: number, path: string): void;
}
