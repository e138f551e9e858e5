/** Middleware is no handler, whatever it looks like. */
export default defineEventHandler((event) => {
  event.context.at = Date.now();
});
