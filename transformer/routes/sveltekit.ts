import { isOnEdge } from "./edge.js";
import type { Framework } from "./framework.js";

const file = /^(?:.*?\/)?routes\/((?:[^/]+\/)*)\+server\.[jt]s$/;

/** SvelteKit's endpoints: what a `+server.ts` exports is called like the methods it answers. */
export const sveltekit: Framework = {
  name: "sveltekit",
  modules: ["@sveltejs/kit"],
  typePackages: [],
  convention: {
    file,
    exports: ["GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH", "fallback"],
    route(path, name) {
      const folders = file.exec(path)?.[1]?.split("/") ?? [];
      // `(group)` is in the path of the file alone.
      const route = folders.filter((folder) => !/^$|^\(.*\)$/.test(folder)).join("/");
      return `${name === "fallback" ? "ALL" : name} /${route}`;
    },
    leavesAlone: isOnEdge,
  },
  handlerTypes: ["RequestHandler"],
  judgesResult: true,
};
