import { type Framework, verbs } from "./framework.js";

/** Methods of a context that give a response; `body` is one more, and a request has one too. */
const answering = ["json", "text", "html", "redirect", "notFound", "newResponse", "render"];

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
  answers: { by: "result", methods: ["body", ...answering] },
  usualNames: [/^_+$|^_*(c|ctx|context)$/, /^_*next$/],
  contextMembers: ["req", "var", "env", "executionCtx", ...answering],
  responseParameter: 0,
  nextParameter: 1,
  judgesResult: true,
};
