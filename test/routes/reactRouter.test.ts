import { buildHere } from "./builds/build.js";
import { reactRouter, reactRouterBuild } from "./builds/reactRouter.js";
import { describeFramework } from "./framework.js";

// Remix, and React Router 7, have handlers and answers of the same forms.
describeFramework({
  ...reactRouter,
  packages: ["react-router7", "@hono/node-server"],
  settings: { aliases: { "react-router": "react-router7" }, options: reactRouterBuild.options },
});

describeFramework({ ...reactRouter, build: () => buildHere(reactRouterBuild) });
