import { isOnEdge } from "./edge.js";
import type { Framework } from "./framework.js";

const file = /^(?:.*?\/)?pages\/(api\/.*)\.[jt]sx?$/;

/** Next.js' Pages Router: what a file under `pages/api` exports as the default answers by Node's response. */
export const nextPages: Framework = {
  name: "next-pages",
  // Those of the App Router's.
  modules: [],
  typePackages: [],
  convention: {
    file,
    exports: ["default"],
    route: (path) => `ALL /${file.exec(path)?.[1]?.replace(/\/index$/, "")}`,
    leavesAlone: isOnEdge,
  },
  responseParameter: 1,
  judgesResult: false,
};
