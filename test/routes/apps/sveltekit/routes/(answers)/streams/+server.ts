import { setTimeout as delay } from "node:timers/promises";

export function GET(): Response {
  let parts = 0;
  const body = new ReadableStream({
    async pull(controller) {
      if (parts++ === 3) return controller.close();
      controller.enqueue(new TextEncoder().encode("part"));
      await delay(110);
    },
  });
  return new Response(body);
}
