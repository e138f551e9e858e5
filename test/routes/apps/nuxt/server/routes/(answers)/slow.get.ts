import { setTimeout as delay } from "node:timers/promises";

export default defineEventHandler(async () => {
  await delay(310);
  return "at last";
});
