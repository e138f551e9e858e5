import { setTimeout as delay } from "node:timers/promises";

export function loader(): Response {
  let isFirst = true;
  const body = new ReadableStream({
    async pull(controller) {
      if (isFirst) controller.enqueue(new TextEncoder().encode("part"));
      else {
        await delay(5);
        controller.error(new Error("the source broke"));
      }
      isFirst = false;
    },
  });
  return new Response(body);
}
