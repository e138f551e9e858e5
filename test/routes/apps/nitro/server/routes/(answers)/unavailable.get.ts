import { defineHandler } from "nitro/h3";

export default defineHandler(async (event) => {
  event.res.status = 503;
  return { error: "try again later" };
});
