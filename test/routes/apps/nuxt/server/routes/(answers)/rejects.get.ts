import { setTimeout as delay } from "node:timers/promises";

export default defineEventHandler(async () => {
  await delay(1);
  throw new Error("rejected");
});
