import { describeFramework } from "./framework.js";

const hono = {
  app: "hono",
  packages: ["hono", "@hono/node-server"],
  labels: {
    list: "GET /",
    find: "GET /:id",
    unknown: "GET /:id",
    create: "createUser",
    duplicate: "createUser",
    invalid: "createUser",
    replace: "replaceUser",
    remove: "removeUser",
    unchanged: "GET /unchanged",
    redirected: "GET /redirected",
    unavailable: "GET /unavailable",
    throws: "GET /throws",
    rejects: "GET /rejects",
    refuses: "GET /refuses",
    handsOn: ["GET /hands-on", "GET /hands-on#2"],
    streams: "GET /streams",
    breaks: "GET /breaks",
    slow: "GET /slow",
    leftWaiting: "GET /silent",
    leftReading: "GET /endless",
  },
} as const;

describeFramework({ ...hono, class: "response", without: ["passes", "answersThenRejects"] });
// What never returns never ends, where nothing says that the client has left.
describeFramework({
  ...hono,
  class: "result",
  entry: "elsewhere.ts",
  without: ["passes", "answersThenRejects", "leftWaiting"],
});
