import { defineHandler, HTTPError, readBody } from "nitro/h3";
import { directory, type User } from "../../utils/directory.js";

export default defineHandler(async (event) => {
  const user = await readBody<User>(event);
  if (!user?.name) throw new HTTPError({ status: 400, message: "name is missing" });
  if ([...directory.values()].some(({ email }) => email === user.email)) {
    return Response.json({ error: "taken" }, { status: 409 });
  }
  directory.set(3, { ...user, id: 3 });
  event.res.status = 201;
  return { id: 3 };
});
