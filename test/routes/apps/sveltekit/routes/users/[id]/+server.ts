import { error, json, type RequestEvent, type RequestHandler } from "@sveltejs/kit";
import { directory, type User } from "../../../lib/directory.js";

export const GET = (({ params }) => {
  const user = directory.get(Number(params.id));
  return user === undefined ? error(404, "no such user") : json(user);
}) satisfies RequestHandler;

async function replaceUser({ params, request }: RequestEvent): Promise<Response> {
  const user = { ...((await request.json()) as User), id: Number(params.id) };
  directory.set(user.id, user);
  return json(user);
}

export { replaceUser as PUT };

export const fallback: RequestHandler = ({ params }) => {
  directory.delete(Number(params.id));
  return new Response(null, { status: 204 });
};
