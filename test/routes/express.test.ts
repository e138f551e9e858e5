import { describeFramework } from "./framework.js";

describeFramework({
  app: "express",
  class: "response",
  packages: ["express", "http-errors"],
  labels: {
    list: "GET /",
    find: "GET /:id",
    unknown: "GET /:id",
    create: "createUser",
    duplicate: "createUser",
    invalid: "createUser",
    replace: "PUT /:id",
    remove: "removeUser",
    unchanged: "GET /unchanged",
    redirected: "GET /redirected",
    unavailable: "GET /unavailable",
    throws: "GET /throws",
    rejects: "GET /rejects",
    refuses: "GET /refuses",
    streams: "GET /streams",
    breaks: "GET /breaks",
    slow: "GET /slow",
    leftWaiting: "GET /silent",
    leftReading: "GET /endless",
    answersThenRejects: "GET /late",
  },
});
