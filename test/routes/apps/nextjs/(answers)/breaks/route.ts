import { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";

export const dynamic = "force-dynamic";

export function GET() {
  return new Response(Readable.toWeb(Readable.from(parts())) as ReadableStream);
}

async function* parts() {
  yield Buffer.from("part");
  await delay(5);
  throw new Error("the source broke");
}
