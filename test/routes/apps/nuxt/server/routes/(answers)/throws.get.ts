export default defineEventHandler(() => {
  throw new Error("thrown");
});
