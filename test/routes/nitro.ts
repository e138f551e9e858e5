/** The labels of the user directory's file routes, of Nitro and of what stands on it. */

export const answerLabel = (name: string) => `server/routes/(answers)/${name}.get GET /${name}`;

const user = "server/routes/users/[id]";

export const nitroLabels = {
  list: "server/routes/users/index.get GET /users",
  find: `${user}.get GET /users/:id`,
  unknown: `${user}.get GET /users/:id`,
  create: "server/routes/users/index.post POST /users",
  duplicate: "server/routes/users/index.post POST /users",
  invalid: "server/routes/users/index.post POST /users",
  replace: `${user}.put replaceUser`,
  remove: `${user}.delete DELETE /users/:id`,
  unchanged: "server/routes/(answers)/unchanged ALL /unchanged",
  redirected: answerLabel("redirected"),
  unavailable: answerLabel("unavailable"),
  throws: answerLabel("throws"),
  rejects: answerLabel("rejects"),
  refuses: answerLabel("refuses"),
  streams: answerLabel("streams"),
  slow: answerLabel("slow"),
  leftWaiting: answerLabel("silent"),
  leftReading: answerLabel("endless"),
} as const;
