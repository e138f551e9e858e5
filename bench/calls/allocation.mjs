// Prints, as JSON, bytes a call of every variant. Run by run.mjs with --expose-gc, in a process whose young generation is
// so large that nothing is collected while it is measured.
import { median } from "../statistics.mjs";
import { loadGroups } from "./groups.mjs";
import { loopFor } from "./loops.mjs";

const calls = 20_000;

const results = {};
for (const { name, variants } of await loadGroups()) {
  results[name] = {};
  for (const [variant, call] of Object.entries(variants)) results[name][variant] = await bytesPerCall(name, call);
}
process.stdout.write(JSON.stringify(results), () => process.exit());

async function bytesPerCall(name, call) {
  const loop = loopFor(name);
  const sink = { value: undefined };
  for (let i = 0; i < 10; i++) await loop(call, calls, sink);
  const measured = [];
  for (let i = 0; i < 5; i++) {
    globalThis.gc();
    const before = process.memoryUsage().heapUsed;
    await loop(call, calls, sink);
    measured.push((process.memoryUsage().heapUsed - before) / calls);
  }
  return median(measured);
}
