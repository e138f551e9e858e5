import { type Framework, silentOnNode, verbs } from "./framework.js";

/** Express 4 and 5, and routers of the package `router`. */
export const express: Framework = {
  name: "express",
  modules: ["express", "router", "express-promise-router"],
  typePackages: ["@types/express", "@types/express-serve-static-core", "@types/router"],
  receivers: {
    makers: ["default", "Router"],
    types: ["Application", "Express", "Router", "IRouter", "IRoute", "Core"],
    methods: [...verbs, "del"],
  },
  handlerTypes: ["RequestHandler", "Handler"],
  signature: { parameters: [["Request"], ["Response"]], next: ["NextFunction"] },
  others: { methods: ["use", "param"] },
  answers: {
    by: "response",
    silent: [
      ...silentOnNode,
      ...["status", "set", "header", "get", "append", "type", "contentType", "vary", "links", "location"],
      ...["cookie", "clearCookie", "attachment", "locals", "req", "app"],
    ],
    atEnd: false,
  },
  usualNames: [/^_+$|^_*(req|request)$/, /^_*(res|response)$/, /^_*next$/],
  responseParameter: 1,
  nextParameter: 2,
  judgesResult: false,
};
