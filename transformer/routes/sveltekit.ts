import { isOnEdge } from "./edge.js";
import type { Framework } from "./framework.js";

const file = /^(?:.*?\/)?routes\/((?:[^/]+\/)*)\+(server|page\.server|layout\.server)\.[jt]s$/;

const remote = "$app/server";

/**
 * SvelteKit 2 and 3. What a `+server.ts` exports is called like the methods it answers; pages and layouts have `load`, and
 * pages form actions; remote functions stand in a call that says what they are.
 */
export const sveltekit: Framework = {
  name: "sveltekit",
  modules: ["@sveltejs/kit", remote],
  typePackages: [],
  // Those of `prerender` run when the project is built.
  takers: ["query", "query.batch", "query.live", "command", "form"].map((callee) => ({
    callee,
    modules: [remote],
    givesHandler: true,
  })),
  convention: {
    file,
    exports: ["GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH", "QUERY", "fallback", "load"],
    objects: ["actions"],
    route(path, name) {
      const [, folders = "", kind] = file.exec(path) ?? [];
      // `(group)` is in the path of the file alone.
      const names = folders.split("/").filter((folder) => !/^$|^\(.*\)$/.test(folder));
      const route = `/${names.join("/")}`;
      if (name === "load") return kind === "layout.server" ? `GET ${route.replace(/\/?$/, "/*")}` : `GET ${route}`;
      const [, action] = /^actions\.(.*)/.exec(name) ?? [];
      // As a form names one of several.
      if (action !== undefined) return `POST ${route}${action === "default" ? "" : `?/${action}`}`;
      return `${name === "fallback" ? "ALL" : name} ${route}`;
    },
    leavesAlone: isOnEdge,
  },
  handlerTypes: ["RequestHandler"],
  judgesResult: true,
};
