import fc from "fast-check";
import { afterAll, expect, it } from "vitest";
import { programOf, programs, single } from "./arbitrary.js";
import { Checker } from "./check.js";
import { render } from "./render.js";

const checker = new Checker();
afterAll(() => checker.close());

/** `npm run fuzz` sets these; without them, the same programs every time. */
const seconds = Number(process.env.FUZZ_SECONDS ?? 0);
const firstSeed = Number(process.env.FUZZ_SEED ?? 20_260_101);
const atOnce = 100;

it(
  "programs that nobody wrote do what they did, and each function's calls and errors are counted",
  async () => {
    const end = performance.now() + seconds * 1000;
    const isEnough = (compared: number) => (seconds > 0 ? performance.now() > end : compared >= 2000);
    let seed = firstSeed;
    for (; !isEnough(seed - firstSeed); seed += atOnce) {
      const seeds = Array.from({ length: atOnce }, (_, i) => seed + i);
      const failing = await firstDifference(seeds);
      if (failing !== undefined) expect.fail(await report(failing));
      if (seconds > 0) console.log(`${seed + atOnce - firstSeed} programs`);
    }
  },
  (seconds + 600) * 1000,
);

/** The seed of a program that is not the same when it is instrumented. */
async function firstDifference(seeds: readonly number[]): Promise<number | undefined> {
  const drawn = seeds.map(programOf);
  const found = (await checker.compare(drawn)).find(({ difference }) => difference !== undefined);
  return found && seeds[drawn.indexOf(found.program)];
}

/** The program made as small as it goes while it still is not the same. */
async function report(seed: number): Promise<string> {
  console.log(`seed ${seed} is not the same; making it smaller`);
  const property = fc.asyncProperty(programs, async (program) => {
    const [comparison] = await checker.compare([program]);
    if (comparison?.difference !== undefined) throw new Error(comparison.difference);
  });
  const { counterexample, errorInstance } = await fc.check(property, single(seed));
  const [program] = counterexample ?? [];
  if (program === undefined) return `seed ${seed} fails only among others`;
  return `seed ${seed}, for ${program.target}:\n\n${render(program, 0, false).text}\n${errorInstance}`;
}
