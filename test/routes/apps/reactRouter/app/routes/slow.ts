import { setTimeout as delay } from "node:timers/promises";

export async function loader(): Promise<Response> {
  await delay(310);
  return new Response("at last");
}
