import { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";

export const dynamic = "force-dynamic";

export async function GET() {
  return new Response(Readable.toWeb(Readable.from(parts())) as ReadableStream);
}

async function* parts() {
  for (let i = 0; i < 3; i++) {
    yield Buffer.from("part");
    await delay(110);
  }
}
