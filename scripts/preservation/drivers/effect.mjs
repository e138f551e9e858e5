/** Random programs of generators and fibers; and every function of two forms in both of them. */
export async function drive(Effect, Exit, Cause, Option, Result, Arrays, Chunk, Schema, record, random) {
  for (let round = 0; round < 600; round++) {
    const program = programOf(Effect, record, random, 4);
    const exit = () => Effect.runPromiseExit(program);
    await record.settled(`program ${round}`, async () => described(await exit(), Exit, Cause));
    record.check(`sync ${round}`, () =>
      described(Effect.runSyncExit(Effect.suspend(() => programOf(Effect, record, random, 2))), Exit, Cause),
    );
  }

  const add = (a, b) => [a, b];
  for (const [name, module] of Object.entries({ Arrays, Option, Result, Chunk }))
    for (const [key, fn] of Object.entries(module ?? {}).filter(([, value]) => typeof value === "function")) {
      const self =
        name === "Arrays"
          ? [3, 1, 2]
          : name === "Chunk"
            ? Chunk.make(3, 1, 2)
            : (module.some?.(1) ?? module.succeed(1));
      for (const args of [[], [1], [add], [(a) => a > 1], [2, 1], [self], [0, add]]) {
        record.check(`${name}.${key} data first`, () => fn(self, ...args));
        record.check(`${name}.${key} data last`, () => {
          const applied = fn(...args);
          return typeof applied === "function" ? applied(self) : applied;
        });
      }
    }

  const Person = Schema.Struct({
    name: Schema.String,
    age: Schema.optional(Schema.Number),
    tags: Schema.Array(Schema.String),
  });
  for (let round = 0; round < 500; round++) {
    const value = {
      name: random.pick(["a", 1, undefined]),
      ...(random.next() < 0.5 && { age: random.pick([1, "1", null]) }),
      tags: random.pick([[], ["x"], [1], "no"]),
    };
    record.check("decode", () => Schema.decodeUnknownSync(Person)(value));
    record.check("is", () => Schema.is(Person)(value));
  }
}

function described(exit, Exit, Cause) {
  return Exit.isSuccess(exit) ? exit.value : Cause.pretty(exit.cause);
}

function programOf(Effect, record, random, depth) {
  const inner = () => programOf(Effect, record, random, depth - 1);
  const note = (what) => Effect.sync(() => record.log(what));
  switch (random.integer(0, depth > 0 ? 13 : 4)) {
    case 0:
      return Effect.succeed(random.integer(0, 9));
    case 1:
      return Effect.sync(() => random.integer(0, 9));
    case 2:
      return Effect.fail(`failed ${random.integer(0, 9)}`);
    case 3:
      return Effect.promise(async () => "promised");
    case 4:
      return Effect.sync(() => {
        throw new RangeError("died");
      });
    case 5:
    case 6:
    case 7: {
      const steps = random.list(1, 4, inner);
      return Effect.gen(function* () {
        const results = [];
        try {
          for (const step of steps) results.push(yield* step);
        } finally {
          record.log("generator left", results.length);
        }
        return results;
      });
    }
    case 8:
      return Effect.all([inner(), inner()], { concurrency: random.pick([1, 2, "unbounded"]) });
    case 9:
      return Effect.catch(inner(), (error) => Effect.succeed(["caught", error]));
    case 10:
      return Effect.ensuring(inner(), note("ensured"));
    case 11:
      return Effect.acquireUseRelease(Effect.succeed("resource"), inner, (_, exit) => note(`released ${exit._tag}`));
    case 12:
      return Effect.delay(inner(), `${random.integer(1, 50)} millis`);
    default:
      return Effect.exit(Effect.flatMap(inner(), (value) => Effect.map(inner(), (other) => [value, other])));
  }
}
