import { type ActionFunctionArgs, data } from "react-router";
import { directory, type User } from "../directory.server.js";

export const loader = () => [...directory.values()];

export async function action({ request }: ActionFunctionArgs) {
  const { name, email } = (await request.json()) as User;
  if (!name) throw data({ error: "name is missing" }, { status: 400 });
  if ([...directory.values()].some((user) => user.email === email)) return new Response(null, { status: 409 });
  directory.set(3, { id: 3, name, email });
  return Response.json({ id: 3 }, { status: 201 });
}
