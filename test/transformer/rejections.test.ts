import { expect, it } from "vitest";
import { Project, untouched } from "../support/project.js";

const source = `
const unhandled: unknown[] = [];
process.on("unhandledRejection", (reason) => unhandled.push(reason));
const fail = async (reason: string) => { throw reason; };
const isBad = (v: unknown) => v === "bad";

/** @autometrics */ function derived(reason: string) { return Promise.reject(reason); }
/** @autometrics */ const called = (reason: string) => fail(reason);
/** @autometrics */ async function thrown(reason: string) { throw reason; }
/** @autometrics */ async function awaited(reason: string) { return await fail(reason); }
/** @autometrics */ async function returned(reason: string) { return fail(reason); }
/** @autometrics error-if=isBad ok-if=isBad */ async function judged(reason: string) { return fail(reason); }
/** @autometrics */ async function* generated(reason: string): AsyncGenerator<never> { throw reason; }
const kept = fail("kept, once");
/** @autometrics */ const same = () => kept;

const functions = { derived, called, thrown, awaited, returned, judged };
for (const [name, f] of Object.entries(functions)) {
  f(name);
  f("handled").catch(() => {});
  f("handled at last").then(() => {}).finally(() => {}).catch(() => {});
  Promise.allSettled([f("handled among others")]);
  void (async () => { try { await f("awaited"); } catch {} })();
}
generated("generated").next();
generated("handled").next().catch(() => {});
same(); same();
setTimeout(() => console.log(JSON.stringify(unhandled.sort())), 20);
`;

it("a rejection that nobody handles is reported once, and one that is handled is not", async () => {
  const project = new Project({ "main.ts": source });
  const bare = await project.build(untouched).run();
  const run = await project.build().run();
  expect(run.result).toEqual(bare.result);
  expect(run.result).toEqual([
    "awaited",
    "called",
    "derived",
    "generated",
    "judged",
    "kept, once",
    "returned",
    "thrown",
  ]);
  const calls = run.metrics.calls();
  for (const name of ["derived", "called", "thrown", "awaited", "returned", "judged"]) {
    expect(calls[name]).toEqual({ ok: 0, error: 5 });
  }
  expect(calls.generated).toEqual({ ok: 0, error: 2 });
  expect(calls.same).toEqual({ ok: 2, error: 0 });
});
