/** Random chains of operators over sources that are at once, timed, failing or endless; what is told, in its order. */
export async function drive(rx, record, random) {
  for (let round = 0; round < 1500; round++) {
    const names = random.list(1, 5, () => random.pick(Object.keys(operators)));
    await record.settled(`${round}: ${names}`, () => {
      const source = sourceOf(rx, record, random);
      const chain = source.pipe(...names.map((name) => rx[name](...operators[name](rx, record, random))), rx.take(40));
      return watch(chain, record, random, random.next() < 0.3 ? random.integer(1, 30) : 1000);
    });
  }
  for (let round = 0; round < 300; round++) {
    const sources = random.list(1, 3, () => sourceOf(rx, record, random).pipe(rx.take(5)));
    for (const name of ["merge", "concat", "zip", "combineLatest", "race", "forkJoin", "onErrorResumeNext"])
      await record.settled(name, () => watch(rx[name](...sources), record, random, 1000));
    await record.settled("lastValueFrom", () => rx.lastValueFrom(sources[0]));
  }
  record.check("subjects", () => {
    const subject = new rx.ReplaySubject(2);
    for (const value of [1, 2, 3]) subject.next(value);
    subject.subscribe((value) => record.log("replayed", value));
    subject.error(new Error("over"));
    return [subject.closed, subject.observed, subject.hasError];
  });
}

function sourceOf(rx, record, random) {
  const values = random.list(0, 6, () => random.integer(-3, 9));
  return random.pick([
    () => rx.of(...values),
    () => rx.from(values),
    () => rx.interval(random.integer(1, 9)),
    () => rx.timer(random.integer(0, 5), random.integer(1, 9)),
    () =>
      rx.concat(
        rx.of(...values),
        rx.throwError(() => new RangeError("the source failed")),
      ),
    () => rx.defer(() => rx.of(...values).pipe(rx.delay(random.integer(1, 5)))),
    () => rx.from(values, rx.asyncScheduler),
    () =>
      new rx.Observable((subscriber) => {
        for (const value of values) subscriber.next(value);
        subscriber.complete();
        return () => record.log("torn down");
      }),
  ])();
}

const operators = {
  map: () => [(value) => value * 2],
  filter: () => [(value) => value > 0],
  tap: (_, record) => [{ next: (value) => record.log("tap", value), finalize: () => record.log("tap finalize") }],
  mergeMap: (rx) => [(value) => rx.of(value, value + 1).pipe(rx.delay(3))],
  switchMap: (rx) => [(value) => rx.timer(2).pipe(rx.map(() => value))],
  concatMap: (rx) => [(value) => rx.of(value, -value)],
  exhaustMap: (rx) => [(value) => rx.timer(4).pipe(rx.map(() => value))],
  scan: () => [(sum, value) => sum + value, 0],
  reduce: () => [(sum, value) => sum + value],
  take: (_rx, _record, random) => [random.integer(1, 5)],
  skip: () => [1],
  takeWhile: () => [(value) => value < 5, true],
  debounceTime: () => [2],
  throttleTime: () => [3],
  bufferCount: () => [2],
  bufferTime: () => [6],
  distinctUntilChanged: () => [],
  pairwise: () => [],
  startWith: () => [100],
  endWith: () => [200],
  catchError: (rx) => [(error) => rx.of(error.message)],
  retry: () => [{ count: 2, delay: 1 }],
  repeat: () => [2],
  share: () => [],
  finalize: (_, record) => [() => record.log("finalize")],
  groupBy: () => [(value) => value % 2],
  toArray: () => [],
  materialize: () => [],
  observeOn: (rx) => [rx.asapScheduler],
  timeout: () => [8],
  single: () => [],
  expand: (rx) => [(value) => (value < 20 ? rx.of(value + 7) : rx.EMPTY)],
};

function watch(source, record, random, limit) {
  return new Promise((resolve) => {
    const end = (what) => (value) => {
      record.log(what, value);
      resolve(what);
    };
    const subscription = source.subscribe({
      next: (value) => {
        record.log("next", value);
        if (random.next() < 0.01) throw new TypeError("the observer failed");
      },
      error: end("error"),
      complete: end("complete"),
    });
    setTimeout(() => {
      subscription.unsubscribe();
      resolve("left");
    }, limit);
  });
}
