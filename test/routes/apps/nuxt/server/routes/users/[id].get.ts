export default defineEventHandler(
  (event) => directory.get(idOf(event)) ?? createError({ statusCode: 404, statusMessage: "no such user" }),
);
