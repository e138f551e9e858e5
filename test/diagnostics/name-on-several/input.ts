/** @autometrics name=both */
export const first = () => {},
  second = () => {};

declare const app: any;
/** @autometrics name=users */
app.get("/users", () => {}).post("/users", () => {});
