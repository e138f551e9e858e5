/** Every generator and async generator: run to the end, left early, thrown into, over failing sources; then streams. */
export async function drive(library, record, random) {
  for (const [group, functions] of Object.entries(library)) {
    if (typeof functions !== "object") continue;
    for (const [name, fn] of Object.entries(functions)) {
      if (group === "random") continue;
      for (let round = 0; round < 80; round++) {
        const args = argumentsFor(fn, record, random);
        const label = `${group}.${name}(${args.map(labelOf).join(", ")})`;
        if (name.endsWith("Async")) await record.settled(label, () => consumeAsync(fn(...args), record, random));
        else record.check(label, () => consume(fn(...args), record, random));
      }
    }
  }

  for (let round = 0; round < 400; round++) {
    const data = random.list(0, 12, () => random.integer(-5, 5));
    const steps = random.list(1, 5, () => random.pick(streamSteps));
    const apply = (stream) => steps.reduce((last, [step, ...args]) => last[step](...args), stream);
    const label = `stream of ${data}: ${steps.map(([step]) => step).join(", ")}`;
    record.check(label, () => apply(library.Stream.of(noted(data, record))).toArray());
    await record.settled(`async ${label}`, () => apply(library.AsyncStream.of(notedAsync(data, record))).toArray());
  }
}

const streamSteps = [
  ["map", (value) => value * 2],
  ["filter", (value) => value > 0],
  ["limit", 4],
  ["skip", 1],
  ["pairwise"],
  ["distinct"],
  ["chunkwise", 2],
  ["runningTotal"],
  ["enumerate"],
  ["sort"],
  ["takeWhile", (value) => value !== 3],
  ["dropWhile", (value) => value < 0],
  ["zipWith", [1, 2, 3]],
  ["flatten"],
  ["limit", -1],
];

/** Takes some items, then leaves in one of the ways there are. */
function consume(value, record, random) {
  if (typeof value?.next !== "function") return value;
  const end = random.integer(0, 3);
  const taken = [];
  for (let count = end === 0 ? 50 : random.integer(0, 4); count > 0; count--) {
    const step = value.next(count);
    if (step.done) return { taken, returned: step.value };
    taken.push(Array.isArray(step.value) ? [...step.value] : step.value);
  }
  if (end === 1) record.log("return", value.return?.("left"));
  if (end === 2) record.check("throw", () => value.throw?.(new RangeError("thrown in")));
  return { taken, next: value.next() };
}

async function consumeAsync(value, record, random) {
  const awaited = await value;
  if (typeof awaited?.next !== "function") return awaited;
  const end = random.integer(0, 3);
  const taken = [];
  for (let count = end === 0 ? 50 : random.integer(0, 4); count > 0; count--) {
    const step = await awaited.next(count);
    if (step.done) return { taken, returned: step.value };
    taken.push(Array.isArray(step.value) ? [...step.value] : step.value);
  }
  if (end === 1) record.log("return", await awaited.return?.("left"));
  if (end === 2) await record.settled("throw", () => awaited.throw?.(new RangeError("thrown in")));
  return { taken, next: await awaited.next() };
}

function argumentsFor(fn, record, random) {
  const count = Math.max(1, fn.length) + random.integer(0, 1);
  return Array.from({ length: count }, (_, position) => {
    const data = random.list(0, 6, () => random.integer(-3, 9));
    switch (position === 0 ? random.integer(0, 5) : random.integer(0, 9)) {
      case 0:
        return data;
      case 1:
        return noted(data, record);
      case 2:
        return fn.name.endsWith("Async") ? notedAsync(data, record) : new Set(data);
      case 3:
        return random.text(0, 5);
      case 4:
        return new Map(data.map((item, index) => [item, index]));
      case 5:
        return failing(data, record);
      case 6:
        return (...args) => args.length;
      case 7:
        return (item) => item > 2;
      default:
        return random.integer(0, 4);
    }
  });
}

function labelOf(value) {
  return typeof value === "function" ? "function" : typeof value === "object" ? "items" : String(value);
}

function* noted(data, record) {
  try {
    for (const item of data) {
      record.log("pulled", item);
      yield item;
    }
  } finally {
    record.log("closed");
  }
}

async function* notedAsync(data, record) {
  try {
    for (const item of data) {
      record.log("pulled", item);
      yield item;
    }
  } finally {
    record.log("closed");
  }
}

function* failing(data, record) {
  try {
    yield* data;
    throw new SyntaxError("the source failed");
  } finally {
    record.log("closed the failing one");
  }
}
