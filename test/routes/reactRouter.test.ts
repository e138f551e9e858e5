import { buildHere } from "./builds/build.js";
import { reactRouter } from "./builds/reactRouter.js";
import { describeFramework, type FrameworkUnderTest } from "./framework.js";

const loaderOf = (name: string) => `app/routes/${name} loader`;
const users = "app/routes/users";
const user = "app/routes/users.$id";

const framework: FrameworkUnderTest = {
  app: "reactRouter",
  class: "result",
  withModules: true,
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
};

// Remix, and React Router 7, have handlers and answers of the same forms.
describeFramework({
  ...framework,
  packages: ["react-router7", "@hono/node-server"],
  settings: { aliases: { "react-router": "react-router7" }, options: reactRouter.options },
});

describeFramework({ ...framework, build: () => buildHere(reactRouter) });
