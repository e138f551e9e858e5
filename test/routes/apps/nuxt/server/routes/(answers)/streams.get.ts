import { setTimeout as delay } from "node:timers/promises";

export default defineEventHandler((event) => {
  const parts = async (controller: ReadableStreamDefaultController) => {
    for (let i = 0; i < 3; i++) {
      controller.enqueue(new TextEncoder().encode("part"));
      await delay(110);
    }
    controller.close();
  };
  return sendStream(event, new ReadableStream({ start: (controller) => void parts(controller) }));
});
