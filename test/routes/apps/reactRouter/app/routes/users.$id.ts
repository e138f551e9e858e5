import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "react-router";
import { directory, type User } from "../directory.server.js";

export async function loader({ params }: LoaderFunctionArgs): Promise<User> {
  const user = directory.get(Number(params.id));
  if (user === undefined) throw data(null, 404);
  return user;
}

export { changeUser as action };

async function changeUser({ params, request }: ActionFunctionArgs) {
  const id = Number(params.id);
  if (request.method === "DELETE") {
    directory.delete(id);
    return new Response(null, { status: 204 });
  }
  const user = { ...((await request.json()) as User), id };
  directory.set(id, user);
  return user;
}
