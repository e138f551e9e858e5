import { describe, expect, it } from "vitest";
import { prelude, runWithRuntime } from "./runtimeProcess.js";

/** As generated code has it for `function work(promise) { return give() }`, not async and async. */
const instrumented = `
  const work = (give) => { const time = am.start(load); let value; try { return (value = am.derive(give())); } finally { am.endSync(load, time, value); } };
  const workAsync = async (give) => { const time = am.start(load); let value; try { return (value = give()); } finally { am.endAsync(load, time, value); } };
  const fail = async () => { await null; throw new Error("failed"); };
  const counts = async () => (await lines(register.metrics(), 'function_calls_total{function="load"')).map((line) => line.split(" ").at(-1));
`;

describe("a returned promise that is rejected", () => {
  it("is an error of its function", async () => {
    const { result } = await runWithRuntime(`${prelude}${instrumented}
      await Promise.allSettled([work(fail), workAsync(fail)]);
      print(await counts());
    `);
    expect(result).toEqual(["0", "2"]);
  });

  it.each([
    [
      "an AsyncLocalStorage",
      "new AsyncLocalStorage().run({}, () => Promise.allSettled([work(fail), workAsync(fail)]))",
    ],
    [
      "an async hook",
      "createHook({ init() {}, destroy() {} }).enable() && Promise.allSettled([work(fail), workAsync(fail)])",
    ],
  ])("is one while %s is in use", async (_, calls) => {
    const { result } = await runWithRuntime(`${prelude}${instrumented}
      import { AsyncLocalStorage, createHook } from "node:async_hooks";
      await (${calls});
      print(await counts());
    `);
    expect(result).toEqual(["0", "2"]);
  });

  it("keeps its identity when it has properties of its own", async () => {
    const { result } = await runWithRuntime(`${prelude}${instrumented}
      const process = Object.assign(fail(), { pid: 7 }), marked = Object.assign(fail(), { [Symbol("mark")]: 7 });
      print([work(() => process) === process, work(() => marked) === marked]);
      await Promise.allSettled([process, marked]);
    `);
    expect(result).toEqual([true, true]);
  });
});
