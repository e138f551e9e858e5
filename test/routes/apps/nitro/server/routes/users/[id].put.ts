import { defineHandler, type H3Event, readBody } from "nitro/h3";
import { directory, type User } from "../../utils/directory.js";

async function replaceUser(event: H3Event): Promise<User> {
  const { name = "", email = "" } = { ...(await readBody<User>(event)) };
  const user: User = { name, email, id: Number(event.context.params?.id) };
  directory.set(user.id, user);
  return user;
}

export default defineHandler(replaceUser);
