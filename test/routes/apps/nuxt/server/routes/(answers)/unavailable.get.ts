export default defineEventHandler(async (event) => {
  setResponseStatus(event, 503);
  return { error: "try again later" };
});
