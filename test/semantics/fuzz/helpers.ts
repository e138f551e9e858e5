/** What generated programs call. It is not part of what is built, so nothing here is instrumented. */
declare function log(...values: unknown[]): void;

/** A call in progress, as the marks in a program see it. */
interface Activation {
  readonly id: number;
  readonly counts: Counts;
  failed: boolean;
  /** The promise that the call goes on with. */
  pending: Promise<unknown> | undefined;
}

let fuel = 0;
type Counts = [calls: number, errors: number][];
/** Of the program that runs, and of all by their numbers. */
let counts: Counts = [];
let allCounts: Counts[] = [];
const slot: Record<string, unknown> = {};

// The text of a function is one of the few things that instrumenting changes.
Function.prototype.toString = function () {
  return `function ${this.name}`;
};

const ended = ({ id, counts }: Activation, failed: boolean) => {
  const count = counts[id] ?? [0, 0];
  counts[id] = count;
  count[0]++;
  if (failed) count[1]++;
};

/** Among the ticks of the microtask queue, what settles one tick sooner or later shows. */
const tick = (n: number) => {
  if (n > 24) return;
  queueMicrotask(() => {
    log("tick", n);
    tick(n + 1);
  });
};

Object.assign(globalThis, {
  $slot: slot,
  $reset: (program: number, hasTicks: boolean) => {
    if (hasTicks) tick(1);
    fuel = 60;
    counts = [];
    allCounts[program] = counts;
  },
  $takeCounts: () => {
    const taken = allCounts;
    allCounts = [];
    return taken;
  },
  /** Every call and every turn of a loop takes some, so that every program ends. */
  $fuel: () => fuel-- > 0,
  $tap: (n: number, value: unknown) => {
    log(n, value);
    return value;
  },
  $later: (value: unknown) => Promise.resolve().then(() => value),
  $reject: (value: unknown) => Promise.reject(value),
  $thenable: (n: number, value: unknown) => ({
    // biome-ignore lint/suspicious/noThenProperty: a thenable is what is wanted.
    then: (ok: (value: unknown) => void) => {
      log(n, "adopted");
      ok(value);
    },
  }),
  $float: (n: number, promise: Promise<unknown>) => {
    promise.then(
      (value) => log(n, "fulfilled", value),
      (error) => log(n, "rejected", error),
    );
  },
  $drain: (n: number, iterator: Iterator<unknown>, script: string) => {
    let last: IteratorResult<unknown> | undefined;
    for (const step of script) {
      if (step === "n") last = iterator.next(n);
      else last = step === "r" ? iterator.return?.(n) : iterator.throw?.(new Error(`thrown at ${n}`));
      log(n, step, last);
    }
    return last?.value;
  },
  $drainAsync: async (n: number, iterator: AsyncIterator<unknown>, script: string, atOnce: boolean) => {
    const results: unknown[] = [];
    for (const step of script) {
      let result: Promise<unknown> | undefined;
      if (step === "n") result = iterator.next(n);
      else result = step === "r" ? iterator.return?.(n) : iterator.throw?.(new Error(`thrown at ${n}`));
      const settled = Promise.resolve(result).then(
        (last) => log(n, step, last),
        (error) => log(n, step, "rejected", error),
      );
      if (!atOnce) await settled;
      results.push(settled);
    }
    await Promise.all(results);
    return n;
  },
  $object: (n: number) => ({
    get x() {
      log(n, "get x");
      return n % 2 ? undefined : n;
    },
    y: n,
  }),
  $disposable: (n: number) => ({
    [Symbol.dispose]: () => log(n, "disposed"),
    [Symbol.asyncDispose]: async () => {
      await undefined;
      log(n, "disposed later");
    },
  }),

  // The marks.
  $enter: (id: number): Activation => ({ id, counts, failed: false, pending: undefined }),
  $ret: (activation: Activation, value: unknown, isFresh = true) => {
    activation.pending = isFresh && value instanceof Promise ? value : undefined;
    return value;
  },
  $fail: (activation: Activation) => {
    activation.failed = true;
  },
  $exit: (activation: Activation) => {
    const { failed, pending } = activation;
    if (failed || pending === undefined) ended(activation, failed);
    else
      pending.then(
        () => ended(activation, false),
        () => ended(activation, true),
      );
  },
});
