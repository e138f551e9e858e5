import { defineHandler, HTTPError } from "nitro/h3";

export default defineHandler({
  handler: async () => {
    throw new HTTPError("not yours", { status: 403 });
  },
});
