import { type Framework, silentOnNode } from "./framework.js";

const modules = ["http", "https", "http2", "node:http", "node:https", "node:http2"];

/** Node's own servers: the callback of `createServer`, and functions with its parameters. */
export const nodeHttp: Framework = {
  name: "node",
  modules,
  typePackages: ["@types/node"],
  takers: [
    { callee: "createServer", modules },
    { callee: "createSecureServer", modules },
  ],
  handlerTypes: ["RequestListener"],
  signature: {
    parameters: [
      ["IncomingMessage", "Http2ServerRequest"],
      ["ServerResponse", "Http2ServerResponse"],
    ],
  },
  answers: { by: "response", silent: silentOnNode, atEnd: false },
  responseParameter: 1,
  judgesResult: false,
};
