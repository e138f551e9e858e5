import { type Framework, verbs } from "./framework.js";

/** Express 4 and 5, and routers of the package `router`. */
export const express: Framework = {
  name: "express",
  modules: ["express", "router", "express-promise-router"],
  typePackages: ["@types/express", "@types/express-serve-static-core", "@types/router"],
  receivers: {
    makers: ["default", "Router"],
    types: ["Application", "Express", "Router", "IRouter", "IRoute", "Core"],
    methods: verbs,
  },
  handlerTypes: ["RequestHandler"],
  signature: { parameters: [["Request"], ["Response"]], next: ["NextFunction"] },
  usualNames: [/^_*(req|request)$/, /^_*(res|response)$/, /^_*next$/],
  responseParameter: 1,
  nextParameter: 2,
  judgesResult: false,
};
