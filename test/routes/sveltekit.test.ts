import { buildHere } from "./builds/build.js";
import { sveltekit } from "./builds/sveltekit.js";
import { describeFramework } from "./framework.js";

const users = "routes/users/+server";
const user = "routes/users/[id]/+server";
const answer = (name: string) => `routes/(answers)/${name}/+server GET`;

describeFramework({
  app: "sveltekit",
  class: "result",
  build: () => buildHere(sveltekit),
  withModules: true,
  labels: {
    list: `${users} GET`,
    find: `${user} GET`,
    unknown: `${user} GET`,
    create: `${users} POST`,
    duplicate: `${users} POST`,
    invalid: `${users} POST`,
    replace: `${user} replaceUser`,
    remove: `${user} fallback`,
    unchanged: answer("unchanged"),
    redirected: answer("redirected"),
    unavailable: answer("unavailable"),
    throws: answer("throws"),
    rejects: answer("rejects"),
    refuses: answer("refuses"),
    streams: answer("streams"),
    breaks: answer("breaks"),
    slow: answer("slow"),
    leftReading: answer("endless"),
  },
  without: ["passes", "handsOn", "leftWaiting", "answersThenRejects"],
});
