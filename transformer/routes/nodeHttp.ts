import { type Framework, silentOnNode } from "./framework.js";

const modules = ["http", "https", "http2", "node:http", "node:https", "node:http2"];

const makers = ["createServer", "createSecureServer", "Server"];

/** Node's own servers: the callback of `createServer`, a listener to `request`, and functions with their parameters. */
export const nodeHttp: Framework = {
  name: "node",
  modules,
  typePackages: ["@types/node"],
  takers: makers.map((callee) => ({ callee, modules })),
  receivers: {
    makers,
    types: ["Server", "Http2Server", "Http2SecureServer"],
    methods: [],
    events: ["request"],
  },
  handlerTypes: ["RequestListener"],
  signature: {
    parameters: [
      ["IncomingMessage", "Http2ServerRequest"],
      ["ServerResponse", "Http2ServerResponse"],
    ],
  },
  usualNames: [/^_*(req|request)$/, /^_*(res|response)$/],
  answers: { by: "response", silent: silentOnNode, atEnd: false },
  responseParameter: 1,
  judgesResult: false,
};
