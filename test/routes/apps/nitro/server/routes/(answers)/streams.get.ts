import { setTimeout as delay } from "node:timers/promises";
import { defineHandler } from "nitro/h3";

export default defineHandler(() => {
  const parts = async (controller: ReadableStreamDefaultController) => {
    for (let i = 0; i < 3; i++) {
      controller.enqueue(new TextEncoder().encode("part"));
      await delay(110);
    }
    controller.close();
  };
  return new ReadableStream({ start: (controller) => void parts(controller) });
});
