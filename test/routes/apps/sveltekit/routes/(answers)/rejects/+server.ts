import { setTimeout as delay } from "node:timers/promises";

export async function GET(): Promise<Response> {
  await delay(1);
  throw new Error("rejected");
}
