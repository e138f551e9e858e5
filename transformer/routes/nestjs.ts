import type { Framework } from "./framework.js";

/**
 * NestJS, on Express and on Fastify. It answers around a method with what that returns or throws, unless the method has
 * asked for the response.
 */
export const nestjs: Framework = {
  name: "nestjs",
  modules: ["@nestjs/common"],
  typePackages: [],
  decorators: {
    classes: ["Controller"],
    methods: {
      Get: "GET",
      Post: "POST",
      Put: "PUT",
      Patch: "PATCH",
      Delete: "DELETE",
      Head: "HEAD",
      Options: "OPTIONS",
      All: "ALL",
      Sse: "GET",
      Search: "SEARCH",
      QueryMethod: "QUERY",
      Propfind: "PROPFIND",
      Proppatch: "PROPPATCH",
      Mkcol: "MKCOL",
      Copy: "COPY",
      Move: "MOVE",
      Lock: "LOCK",
      Unlock: "UNLOCK",
      RequestMapping: "",
    },
    others: {
      "@nestia/core": Object.fromEntries(
        ["TypedRoute", "EncryptedRoute"].flatMap((owner) => [
          [`${owner}.Get`, "GET"],
          [`${owner}.Post`, "POST"],
          [`${owner}.Put`, "PUT"],
          [`${owner}.Patch`, "PATCH"],
          [`${owner}.Delete`, "DELETE"],
        ]),
      ),
    },
    otherCallers: [
      ...["@nestjs/microservices", "@nestjs/websockets", "@nestjs/graphql", "@nestjs/schedule"],
      ...["@nestjs/event-emitter", "@nestjs/bull", "@nestjs/bullmq"],
    ],
    family: /^@nestjs\//,
    usualName: /^(?!(?:On|Before|After)[A-Z])(?:\w*[a-z0-9_])?(?:Get|Post|Put|Patch|Delete|Sse)(?![a-z])/,
    parameters: {
      response: ["Res", "Response"],
      next: ["Next"],
      request: [
        ...["Req", "Request", "Body", "RawBody", "Query", "Param", "Headers", "HostParam", "Ip", "Session"],
        ...["UploadedFile", "UploadedFiles"],
      ],
    },
  },
  judgesResult: false,
};
