import type { FrameworkUnderTest } from "../framework.js";

const users = "pages/api/users/index users";
const user = "pages/api/users/[id] ALL /api/users/[id]";
const answer = "pages/api/[answer] handler";

/** The user directory in Next.js' Pages Router. */
export const nextPages: FrameworkUnderTest = {
  app: "nextPages",
  class: "response",
  withModules: true,
  labels: {
    list: users,
    create: users,
    duplicate: users,
    invalid: users,
    find: user,
    unknown: user,
    replace: user,
    remove: user,
    unchanged: answer,
    redirected: answer,
    unavailable: answer,
    throws: answer,
    rejects: answer,
    refuses: answer,
    streams: answer,
    breaks: answer,
    slow: answer,
    leftWaiting: answer,
    leftReading: answer,
    answersThenRejects: answer,
  },
  without: ["passes", "handsOn"],
};
