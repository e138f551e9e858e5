import { defineHandler, HTTPError } from "nitro/h3";
import { directory } from "../../utils/directory.js";

export default defineHandler(({ context }) => {
  const user = directory.get(Number(context.params?.id));
  if (user === undefined) throw new HTTPError({ status: 404, message: "no such user" });
  return user;
});
