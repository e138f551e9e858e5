import { setTimeout as delay } from "node:timers/promises";

export default defineEventHandler(async ({ node: { res } }) => {
  res.writeHead(200).end("sent");
  await delay(1);
  throw new Error("too late");
});
