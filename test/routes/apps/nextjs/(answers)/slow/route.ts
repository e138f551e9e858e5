import { setTimeout as delay } from "node:timers/promises";

export const dynamic = "force-dynamic";

export async function GET() {
  await delay(310);
  return new Response("at last");
}
