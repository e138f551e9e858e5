import { describeFramework } from "./framework.js";

const loaderOf = (name: string) => `app/routes/${name} loader`;
const users = "app/routes/users";
const user = "app/routes/users.$id";

describeFramework({
  app: "reactRouter",
  class: "result",
  packages: ["react-router", "@hono/node-server"],
  withModules: true,
  settings: { options: { routes: { objective: "api", exclude: ["routes/metrics"] } } },
  labels: {
    list: `${users} loader`,
    find: `${user} loader`,
    unknown: `${user} loader`,
    create: `${users} action`,
    duplicate: `${users} action`,
    invalid: `${users} action`,
    replace: `${user} changeUser`,
    remove: `${user} changeUser`,
    unchanged: loaderOf("unchanged"),
    redirected: loaderOf("redirected"),
    unavailable: loaderOf("unavailable"),
    throws: loaderOf("throws"),
    rejects: loaderOf("rejects"),
    refuses: loaderOf("refuses"),
    streams: loaderOf("streams"),
    breaks: loaderOf("breaks"),
    slow: loaderOf("slow"),
    leftReading: loaderOf("endless"),
  },
  without: ["passes", "handsOn", "leftWaiting", "answersThenRejects"],
});
