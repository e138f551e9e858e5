import { defineHandler } from "nitro/h3";

/** Middleware is no handler, whatever it looks like. */
export default defineHandler((event) => {
  event.context.at = Date.now();
});
