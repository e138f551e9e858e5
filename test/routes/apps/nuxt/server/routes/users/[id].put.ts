import type { H3Event } from "h3";
import type { User } from "../../utils/directory";

async function replaceUser(event: H3Event): Promise<User> {
  const user: User = { ...(await readBody<User>(event)), id: idOf(event) };
  directory.set(user.id, user);
  return user;
}

export default defineEventHandler(replaceUser);
