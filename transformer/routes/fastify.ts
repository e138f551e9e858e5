import { type Framework, silentOnNode, verbs } from "./framework.js";

/** Fastify 5, with or without a type provider. Its hooks have the parameters of a handler. */
export const fastify: Framework = {
  name: "fastify",
  modules: ["fastify"],
  typePackages: [
    "fastify-plugin",
    "fastify-type-provider-zod",
    "@fastify/type-provider-typebox",
    "@fastify/type-provider-json-schema-to-ts",
  ],
  receivers: {
    makers: ["default", "fastify"],
    types: ["FastifyInstance"],
    methods: [...verbs, "route"],
  },
  plugins: {
    method: "register",
    types: "FastifyPlugin",
    wrappers: [
      { callee: "default", modules: ["fastify-plugin"] },
      { callee: "fastifyPlugin", modules: ["fastify-plugin"] },
    ],
    usualName: /^fastify/i,
  },
  handlerTypes: ["RouteHandlerMethod", "RouteHandler"],
  optionTypes: ["RouteOptions", "RouteShorthandOptionsWithHandler"],
  signature: { parameters: [["FastifyRequest"], ["FastifyReply"]] },
  others: {
    methods: ["addHook", "decorate", "decorateRequest", "decorateReply", "setErrorHandler", "setNotFoundHandler"],
    members: [
      ...["onRequest", "preParsing", "preValidation", "preHandler", "preSerialization", "onSend", "onResponse"],
      ...["onTimeout", "onError", "onRequestAbort", "errorHandler"],
    ],
  },
  answers: {
    by: "response",
    silent: [
      ...silentOnNode,
      ...["code", "status", "header", "headers", "getHeader", "type", "serializer", "trailer", "setCookie", "cookie"],
      ...["clearCookie", "unsignCookie", "log", "request", "server", "elapsedTime"],
    ],
    atEnd: true,
  },
  usualNames: [/^_+$|^_*(req|request)$/, /^_*(rep|reply|res)$/],
  responseParameter: 1,
  judgesResult: false,
};
