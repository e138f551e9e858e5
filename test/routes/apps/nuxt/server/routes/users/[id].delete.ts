export default defineUserHandler((id) => {
  directory.delete(id);
  return null;
});
