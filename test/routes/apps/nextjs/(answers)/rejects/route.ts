import { setTimeout as delay } from "node:timers/promises";

export const dynamic = "force-dynamic";

export async function GET(): Promise<Response> {
  await delay(1);
  throw new Error("rejected");
}
