import { describeFramework, type FrameworkUnderTest } from "./framework.js";

const routes = {
  unchanged: "GET /unchanged",
  redirected: "GET /redirected",
  unavailable: "GET /unavailable",
  throws: "GET /throws",
  rejects: "GET /rejects",
  refuses: "GET /refuses",
  streams: "GET /streams",
  slow: "GET /slow",
  leftWaiting: "GET /silent",
} as const;

const h3 = {
  app: "h3",
  packages: ["h3"],
  labels: {
    ...routes,
    list: "listUsers",
    find: "findUser",
    unknown: "findUser",
    create: "createUser",
    duplicate: "createUser",
    invalid: "createUser",
    replace: "replaceUser",
    remove: "DELETE /users/:id",
    breaks: "GET /breaks",
    leftReading: "endless",
  },
} as const satisfies Partial<FrameworkUnderTest>;

describeFramework({ ...h3, class: "response", without: ["passes", "handsOn", "answersThenRejects"] });
// What never returns never ends, where nothing says that the client has left.
describeFramework({
  ...h3,
  class: "result",
  entry: "elsewhere.ts",
  without: ["passes", "handsOn", "answersThenRejects", "leftWaiting"],
});

describeFramework({
  app: "h3v1",
  class: "response",
  packages: ["h3"],
  // The package under the name that it is imported by.
  settings: { aliases: { h3: "h3v1" }, compilerOptions: { preserveSymlinks: true } },
  labels: {
    ...routes,
    list: "GET /users",
    find: "GET /users/:id",
    unknown: "GET /users/:id",
    create: "createUser",
    duplicate: "createUser",
    invalid: "createUser",
    replace: "replaceUser",
    remove: "DELETE /users/:id",
    leftReading: "GET /endless",
    answersThenRejects: "GET /late",
  },
  // A stream that breaks is not noticed by h3 1, whose answer then does not end.
  without: ["passes", "handsOn", "breaks"],
});
