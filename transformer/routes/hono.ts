import { type Framework, verbs } from "./framework.js";

/** Hono 4. Where it runs on Node, its context leads to Node's response; elsewhere what a handler returns is all. */
export const hono: Framework = {
  name: "hono",
  modules: ["hono", "@hono/zod-openapi"],
  typePackages: [],
  receivers: {
    makers: ["Hono", "HonoBase", "OpenAPIHono", "createFactory", "Factory"],
    types: ["Hono", "HonoBase", "OpenAPIHono", "Factory"],
    methods: [...verbs, "on", "openapi", "createHandlers"],
  },
  handlerTypes: ["Handler", "RouteHandler"],
  signature: { parameters: [["Context"]], next: ["Next"] },
  others: {
    methods: ["use", "onError", "notFound", "createMiddleware"],
    callees: ["createMiddleware", "upgradeWebSocket"],
  },
  answers: { by: "result", methods: ["json", "text", "html", "body", "redirect", "notFound", "newResponse", "render"] },
  usualNames: [/^_+$|^_*(c|ctx|context)$/, /^_*next$/],
  responseParameter: 0,
  nextParameter: 1,
  judgesResult: true,
};
