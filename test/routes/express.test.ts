import { describeFramework } from "./framework.js";

const express = {
  class: "response",
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
    passes: "GET /passes",
    handsOn: ["GET /hands-on", "GET /hands-on#2"],
    streams: "GET /streams",
    breaks: "GET /breaks",
    slow: "GET /slow",
    leftWaiting: "GET /silent",
    leftReading: "GET /endless",
    answersThenRejects: "GET /late",
  },
} as const;

describeFramework({ ...express, app: "express", packages: ["express", "http-errors"] });
describeFramework({
  ...express,
  app: "express4",
  packages: ["http-errors"],
  settings: { aliases: { express: "express4", "@types/express": "@types/express4" } },
});
