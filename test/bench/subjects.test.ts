import { expect, it } from "vitest";
import { compileSubjects, runProgram, withSubjects } from "./benchProcess.js";

it("the functions that the benchmark calls are emitted code, and every call of theirs is counted", async () => {
  const counts = await runProgram(`${withSubjects(await compileSubjects())}
    const names = ["number", "asyncNumber", "awaiting", "object", "result", "promise", "throwing"];
    for (const [i, name] of names.entries()) {
      for (let n = 0; n <= i; n++) try { await emitted[name](1, 2) } catch {}
    }
    const { default: prometheus } = await import("prom-client");
    const { values } = await prometheus.register.getSingleMetric("function_calls_total").get();
    const count = (name, result) => values.find(({ labels }) => labels.function === name && labels.result === result).value;
    print(names.map((name) => [name, count(name, "ok"), count(name, "error")]));
  `);
  expect(counts).toEqual([
    ["number", 1, 0],
    ["asyncNumber", 2, 0],
    ["awaiting", 3, 0],
    ["object", 4, 0],
    ["result", 5, 0],
    ["promise", 6, 0],
    ["throwing", 0, 7],
  ]);
});
