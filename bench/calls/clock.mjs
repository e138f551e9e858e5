// The floor: what measuring costs at least. Two clock reads around the work, and their difference added up, by hand and
// as fast as it goes.
import { performance } from "node:perf_hooks";

/** Fails and makes things for the variants, so that every one calls the same functions. */
export function variants({ bareAsyncNumber, pair, fail }) {
  // Not a whole number at first, so that V8 keeps a double that is added to in place.
  const elapsed = { total: 0.5 };

  return {
    number(a, b) {
      const start = performance.now();
      const result = a + b;
      elapsed.total += performance.now() - start;
      return result;
    },
    async asyncNumber(a, b) {
      const start = performance.now();
      const result = a + b;
      elapsed.total += performance.now() - start;
      return result;
    },
    async awaiting(a, b) {
      const start = performance.now();
      await undefined;
      const result = a + b;
      elapsed.total += performance.now() - start;
      return result;
    },
    object(a, b) {
      const start = performance.now();
      const result = { a, b };
      elapsed.total += performance.now() - start;
      return result;
    },
    result(a, b) {
      const start = performance.now();
      const result = pair(a, b);
      elapsed.total += performance.now() - start;
      return result;
    },
    promise(a, b) {
      const start = performance.now();
      return bareAsyncNumber(a, b).then(
        (value) => {
          elapsed.total += performance.now() - start;
          return value;
        },
        (error) => {
          elapsed.total += performance.now() - start;
          throw error;
        },
      );
    },
    throwing(a, b) {
      const start = performance.now();
      try {
        return fail(a, b);
      } finally {
        elapsed.total += performance.now() - start;
      }
    },
  };
}
