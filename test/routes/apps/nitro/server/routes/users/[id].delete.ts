import { directory } from "../../utils/directory.js";
import { defineUserHandler } from "../../utils/handlers.js";

export default defineUserHandler((id) => {
  directory.delete(id);
  return new Response(null, { status: 204 });
});
