import { describeFramework } from "./framework.js";

describeFramework({
  app: "trpc",
  class: "method",
  packages: ["@trpc/server"],
  labels: {
    list: "users.list",
    find: "users.byId",
    unknown: "users.byId",
    create: "users.changes.create",
    duplicate: "users.changes.create",
    invalid: "users.changes.create",
    replace: "replaceUser",
    remove: "users.changes.remove",
    unavailable: "appRouter.unavailable",
    throws: "appRouter.throws",
    rejects: "appRouter.rejects",
    refuses: "appRouter.refuses",
    slow: "appRouter.slow",
  },
  without: [
    ...(["remove", "unchanged", "redirected", "passes", "handsOn", "streams", "breaks"] as const),
    ...(["leftWaiting", "leftReading", "answersThenRejects"] as const),
  ],
});
