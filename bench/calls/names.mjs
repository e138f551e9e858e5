/** Emitted name → what is said of it. The first two are compared with everybody, the others with the floor alone. */
export const functions = {
  number: "sync, returns a number",
  asyncNumber: "async, returns a number",
  awaiting: "async, awaits once",
  object: "sync, returns an object it made",
  result: "sync, returns what a call gave it: an object",
  promise: "sync, returns what a call gave it: a promise",
  throwing: "sync, throws",
};

/** Those that record who calls them. Measured apart: what follows the callers is felt by the whole process. */
export const callees = {
  callee: "sync, returns a number",
  asyncCallee: "async, awaits once",
};
