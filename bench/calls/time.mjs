// Prints, as JSON, nanoseconds a call of every variant in every round. Run by run.mjs in a process of its own; with
// "callers" as the last argument for those functions that record their callers.

import { cpuTime } from "../cpuTime.mjs";
import prometheus from "../prometheus.mjs";
import { loadCallees, loadGroups } from "./groups.mjs";
import { loopFor } from "./loops.mjs";
import { callees, functions } from "./names.mjs";

const rounds = Number(process.argv[2]);
const nanosecondsOfSlice = 1e6 * Number(process.argv[3]);

const results = {};
const called = {};
if (process.argv[4] === "callers") {
  results.node = process.versions.node;
  const { groups, caller } = await loadCallees();
  for (const group of groups) results[group.name] = await caller(() => timeGroup(group));
  await checkCounts(callees, { esm: "calls" }, "caller");
} else {
  for (const group of await loadGroups()) results[group.name] = await timeGroup(group);
  await checkCounts(functions, { esm: "calls", commonJs: "subjects/calls" }, "");
}
process.stdout.write(JSON.stringify(results), () => process.exit());

/** Variant after variant, a slice each, round by round: whatever disturbs the machine disturbs all alike. */
async function timeGroup({ name, variants }) {
  const runs = Object.entries(variants).map(([variant, call]) => {
    return { variant, call, loop: loopFor(name), n: 2000, times: [], sink: { value: undefined } };
  });
  for (const run of runs) await warmUp(name, run);
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < runs.length; i++) {
      const run = runs[(i + round) % runs.length];
      run.times.push(await slice(name, run));
    }
  }
  return Object.fromEntries(runs.map(({ variant, times }) => [variant, times]));
}

/** Until V8 has optimised it, and then as many calls a slice as fit. */
async function warmUp(name, run) {
  for (let i = 0; i < 20; i++) await slice(name, run);
  const perCall = await slice(name, run);
  run.n = Math.max(100, Math.round(nanosecondsOfSlice / perCall));
  for (let i = 0; i < 5; i++) await slice(name, run);
}

async function slice(name, { variant, call, loop, n, sink }) {
  const key = `${variant} ${name}`;
  called[key] = (called[key] ?? 0) + n;
  const start = cpuTime();
  await loop(call, n, sink);
  return (cpuTime() - start) / n;
}

/** Speed is nothing without right numbers: every call that was made has been counted. */
async function checkCounts(names, modules, caller) {
  const { values } = await prometheus.register.getSingleMetric("function_calls_total").get();
  for (const [variant, module] of Object.entries(modules)) {
    for (const name of Object.keys(names)) {
      const wanted = { function: name, module, caller_function: caller, result: name === "throwing" ? "error" : "ok" };
      const isIt = ({ labels }) => Object.entries(wanted).every(([label, value]) => labels[label] === value);
      const made = called[`${variant} ${name}`] ?? 0;
      const counted = values.find(isIt)?.value;
      if (counted !== made) throw new Error(`${variant} ${name}: ${made} calls were made, ${counted} were counted`);
    }
  }
}
