import { get } from "node:http";

declare const app: any;
const handler = () => {};

/** @autometrics */
app.get("/users", handler);

/** @autometrics */
app.use(() => {});

/** @autometrics */
get("/users");

/** @autometrics */
if (handler) handler();

/** @autometrics */
namespace Space {
  export const a = 1;
}

/** @autometrics */
import "node:fs";

/** @autometrics */
export { handler };

export class Service {
  /** @autometrics */
  static {
    handler();
  }
  /** @autometrics */
  [key: string]: unknown;
}

export function outer() {
  /** @autometrics */
  return () => {};
}
