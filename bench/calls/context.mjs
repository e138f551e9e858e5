// The floor of recording callers: that of measuring, and Node's context entered and left around the work, by hand.
import { AsyncLocalStorage } from "node:async_hooks";
import { performance } from "node:perf_hooks";

const running = new AsyncLocalStorage();
const site = {};
const elapsed = { total: 0.5 };

export const variants = {
  callee(a, b) {
    const start = performance.now();
    const result = running.run(site, () => a + b);
    elapsed.total += performance.now() - start;
    return result;
  },
  async asyncCallee(a, b) {
    const start = performance.now();
    const result = await running.run(site, async () => {
      await undefined;
      return a + b;
    });
    elapsed.total += performance.now() - start;
    return result;
  },
};
