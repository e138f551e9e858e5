import { type Framework, verbs } from "./framework.js";

const modules = [
  "h3",
  ...["nitro", "nitro/h3", "nitro/cache", "nitro/runtime", "nitro/deps/h3"],
  ...["nitropack", "nitropack/runtime", "#imports"],
];

const makers = ["eventHandler", "cachedEventHandler", "defineHandler", "defineCachedHandler", "defineEventHandler"];

/** A file under `api` or `routes`, of Nitro, or of Nuxt under `server`; its name may end in the verb, and in where it is for. */
const file = new RegExp(
  [
    /^(?:.*?\/)?(?:server\/)?((?:api|routes)\/.*?)/,
    /(?:\.(connect|delete|get|head|options|patch|post|put|trace))?(?:\.(?:dev|prod|prerender))?\.[cm]?[jt]sx?$/,
  ]
    .map(({ source }) => source)
    .join(""),
);

/** The path that Nitro serves a file at, as its router writes it: `api/(shop)/[id]/[...rest]` is `/api/:id/**:rest`. */
function pathOf(name: string): string {
  const path = name
    .replace(/^routes\//, "")
    .replace(/\([^(/]+\)\//g, "")
    .replace(/\[\.{3}\]/g, "**")
    .replace(/\[\.{3}([^\]]+)\]/g, "**:$1")
    .replace(/\[([^/\]]+)\]/g, ":$1");
  return `/${path.replace(/(?:^|\/)index$/, "")}`;
}

/**
 * h3 1 and 2, and what stands on it: Nitro 2 and 3, Nuxt. On Node, an event leads to Node's response; elsewhere what a
 * handler returns is all.
 */
export const h3: Framework = {
  name: "h3",
  modules: ["h3", "nitro", "nitropack"],
  typePackages: [],
  takers: [...makers, "defineCachedEventHandler", "defineValidatedHandler", "defineRoute"].map((callee) => ({
    callee,
    modules,
    givesHandler: true,
    // Nitro and Nuxt import them by themselves.
    isGlobal: true,
  })),
  receivers: {
    makers: ["H3", "H3Core", "createApp", "createRouter"],
    types: ["H3", "H3$1", "H3Core", "H3Core$1", "App", "Router"],
    methods: [...verbs, "on"],
  },
  handlerTypes: ["EventHandler"],
  others: { methods: ["use"], callees: ["lazyEventHandler", "defineLazyEventHandler"], files: /\/middleware\// },
  convention: {
    file,
    exports: ["default"],
    // `defineEventHandler`, or the project's own `defineUserHandler`.
    within: /^(?!.*(?:lazy|websocket)).*Handler$/i,
    route(path) {
      const [, name = "", verb = "all"] = file.exec(path) ?? [];
      return `${verb.toUpperCase()} ${pathOf(name)}`;
    },
  },
  usualNames: [/^_+$|^_*event$/],
  responseParameter: 0,
  judgesResult: true,
};
