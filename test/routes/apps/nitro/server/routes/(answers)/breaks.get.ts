import { setTimeout as delay } from "node:timers/promises";
import { defineHandler } from "nitro/h3";

export default defineHandler(() => {
  let isFirst = true;
  return new ReadableStream({
    async pull(controller) {
      if (isFirst) controller.enqueue(new TextEncoder().encode("part"));
      else {
        await delay(5);
        controller.error(new Error("the source broke"));
      }
      isFirst = false;
    },
  });
});
