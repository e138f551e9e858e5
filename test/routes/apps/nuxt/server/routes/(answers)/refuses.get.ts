export default defineEventHandler(async () => {
  throw createError({ statusCode: 403, statusMessage: "not yours" });
});
