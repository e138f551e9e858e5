import { setTimeout as delay } from "node:timers/promises";
import { defineHandler } from "nitro/h3";

export default defineHandler(async () => {
  await delay(1);
  throw new Error("rejected");
});
