/** Chains of operators over sync and async sources, consumed to the end or left early; what the sources see of it. */
export async function drive(iterable, syncOperators, asynciterable, asyncOperators, record, random) {
  for (let round = 0; round < 1500; round++) {
    const data = random.list(0, 10, () => random.integer(-4, 6));
    const names = random.list(1, 4, () => random.pick(Object.keys(operators)));
    const limit = random.integer(0, 2) === 0 ? random.integer(0, 3) : 100;
    const steps = (all) =>
      names.filter((name) => name in all).map((name) => all[name](...operators[name](record, random)));
    const label = `${data}: ${names}`;
    record.check(label, () => take(iterable.from(noted(data, record, random)).pipe(...steps(syncOperators)), limit));
    await record.settled(`async ${label}`, () =>
      takeAsync(asynciterable.from(notedAsync(data, record, random)).pipe(...steps(asyncOperators)), limit),
    );
  }

  for (let round = 0; round < 300; round++) {
    const lists = random.list(1, 3, () => random.list(0, 5, () => random.integer(0, 9)));
    const sources = () => lists.map((list) => notedAsync(list, record, random));
    for (const name of [
      "concat",
      "merge",
      "zip",
      "combineLatest",
      "race",
      "catchError",
      "onErrorResumeNext",
      "forkJoin",
    ])
      await record.settled(`${name} ${lists.length}`, () => takeAsync(asynciterable[name](...sources()), 50));
    for (const name of [
      "average",
      "count",
      "first",
      "last",
      "max",
      "min",
      "single",
      "sum",
      "toArray",
      "toSet",
      "isEmpty",
    ])
      await record.settled(name, () => asynciterable[name](...sources()));
  }

  const source = new asynciterable.AsyncSink();
  const reading = record.settled("sink", () => takeAsync(asynciterable.from(source).pipe(asyncOperators.delay(5)), 3));
  for (let value = 0; value < 4; value++) source.write(value);
  source.end();
  await reading;
}

const operators = {
  map: () => [(value) => value + 1],
  filter: () => [(value) => value > 0],
  take: (_, random) => [random.integer(0, 4)],
  skip: (_, random) => [random.integer(0, 3)],
  tap: (record) => [{ next: (value) => record.log("tap", value), complete: () => record.log("complete") }],
  concatMap: () => [(value) => [value, -value]],
  scan: () => [{ callback: (sum, value) => sum + value, seed: 0 }],
  distinct: () => [],
  distinctUntilChanged: () => [],
  pairwise: () => [],
  buffer: () => [2, 1],
  takeWhile: () => [(value) => value !== 3],
  skipWhile: () => [(value) => value < 0],
  startWith: () => [7, 8],
  endWith: () => [9],
  reverse: () => [],
  orderBy: () => [(value) => value],
  takeLast: () => [2],
  skipLast: () => [1],
  finally: (record) => [() => record.log("finally")],
  finalize: (record) => [() => record.log("finalize")],
  catchError: () => [() => [100]],
  retry: () => [2],
  repeat: () => [2],
  defaultIfEmpty: () => [0],
  groupBy: () => [(value) => value % 2, (value) => value, (key, values) => [key, [...(values ?? [])].length]],
  memoize: () => [],
  share: () => [],
  ignoreElements: () => [],
  slice: () => [1, 3],
};

function take(source, limit) {
  const taken = [];
  for (const item of source) {
    if (taken.length >= limit) break;
    taken.push(item);
  }
  return taken;
}

async function takeAsync(source, limit) {
  const taken = [];
  for await (const item of source) {
    if (taken.length >= limit) break;
    taken.push(item);
  }
  return taken;
}

function* noted(data, record, random) {
  try {
    for (const item of data) {
      record.log("pulled", item);
      if (item === 6 && random.next() < 0.3) throw new RangeError("the source failed");
      yield item;
    }
  } finally {
    record.log("closed");
  }
}

/** What comes first is a matter of time here, and not of the number of microtasks. */
function later(random) {
  return new Promise((resolve) => setTimeout(resolve, random.integer(1, 1e6)));
}

async function* notedAsync(data, record, random) {
  try {
    for (const item of data) {
      record.log("pulled", item);
      if (item === 6 && random.next() < 0.3) throw new RangeError("the source failed");
      await later(random);
      yield item;
    }
  } finally {
    record.log("closed");
  }
}
