import { isOnEdge } from "./edge.js";
import type { Framework } from "./framework.js";

/** A `route.ts` anywhere under `app` or `src/app`. What lies in a folder that begins with `_` is no route. */
const file = /^(?:.*?\/)?app\/((?:(?!_)[^/]+\/)*)route\.(?:[jt]sx?|mjs)$/;

/** Next.js' App Router: the exports of its route handlers are called like the methods they answer. */
export const nextjs: Framework = {
  name: "nextjs",
  modules: ["next"],
  typePackages: [],
  convention: {
    file,
    exports: ["GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH"],
    route(path, name) {
      const folders = file.exec(path)?.[1]?.split("/") ?? [];
      // `(group)` and `@slot` are in the path of the file alone.
      return `${name} /${folders.filter((folder) => !/^$|^\(.*\)$|^@/.test(folder)).join("/")}`;
    },
    leavesAlone: isOnEdge,
  },
  judgesResult: true,
};
