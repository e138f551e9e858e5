// Compares generated programs with and without instrumentation for as long as wanted:
//
//     npm run fuzz -- [--seconds 60] [--seed 1]
//
// The seed is printed; a failing program is made small and printed with the seed that gives it again.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const { values } = parseArgs({ options: { seconds: { type: "string" }, seed: { type: "string" } } });
const seconds = Number(values.seconds ?? 60);
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
if (!(seconds > 0) || !Number.isInteger(seed)) {
  console.error("--seconds takes a number over 0, and --seed a whole number");
  process.exit(2);
}

console.log(`fuzzing for ${seconds} s from seed ${seed} on`);
const vitest = join(dirname(createRequire(import.meta.url).resolve("vitest/package.json")), "vitest.mjs");
const { status } = spawnSync(process.execPath, [vitest, "run", "test/semantics/fuzz", "--disable-console-intercept"], {
  cwd: join(dirname(fileURLToPath(import.meta.url)), ".."),
  stdio: "inherit",
  env: { ...process.env, FUZZ_SECONDS: `${seconds}`, FUZZ_SEED: `${seed}` },
});
process.exitCode = status ?? 1;
