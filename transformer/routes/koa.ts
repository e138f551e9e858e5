import { type Framework, verbs } from "./framework.js";

/** Koa 2 and 3 with @koa/router. An answer is what is assigned to the context. */
export const koa: Framework = {
  name: "koa",
  modules: ["koa", "@koa/router", "koa-router"],
  typePackages: ["@types/koa", "@types/koa__router", "@types/koa-router"],
  receivers: {
    makers: ["default", "Router"],
    types: ["Router", "RouterInstance", "RouterWithMethods"],
    methods: [...verbs, "del", "register"],
  },
  handlerTypes: ["Middleware", "RouterMiddleware", "IMiddleware"],
  signature: {
    parameters: [["Context", "ParameterizedContext", "ExtendableContext", "RouterContext", "IRouterContext"]],
    next: ["Next"],
  },
  others: { methods: ["use", "param"] },
  answers: { by: "assignment", members: ["body", "status"], methods: ["redirect", "render", "throw"] },
  usualNames: [/^_+$|^_*(ctx|context)$/, /^_*next$/],
  responseParameter: 0,
  nextParameter: 1,
  judgesResult: false,
};
