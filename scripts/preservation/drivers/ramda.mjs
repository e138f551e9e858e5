import { inspect } from "node:util";

/** Every function of the library on many lists of arguments, given at once, one by one, and with placeholders. */
export function drive(R, record, random) {
  const functions = Object.entries(R).filter(([name, value]) => typeof value === "function" && !leftOut.has(name));
  for (const [name, fn] of functions) {
    for (let round = 0; round < 60; round++) {
      const args = Array.from({ length: Math.max(fn.length, 1) + random.integer(-1, 1) }, () => argument(R, random));
      record.check(`${name}(${inspect(args, { depth: 2 })})`, () => described(fn(...args)));
      record.check(`${name} one by one`, () =>
        described(args.reduce((applied, arg) => (typeof applied === "function" ? applied(arg) : applied), fn)),
      );
    }
    record.check(`${name} curried`, () => described(R.curry(fn)(R.__, 2)(1)));
    record.check(`${name} flipped`, () => described(R.flip(fn)));
    record.check(`${name} piped`, () => described(R.pipe(fn, R.toString)));
  }

  for (let arity = 0; arity <= 10; arity++) {
    const fn = (...args) => args.join();
    record.check(`nAry ${arity}`, () => described(R.nAry(arity, fn)));
    record.check(`curryN ${arity}`, () => described(R.curryN(arity, fn)));
    record.check(`partial ${arity}`, () => described(R.partial(R.curryN(arity, fn), [1, 2])));
  }
  const order = [];
  const noted = (name) => R.tap((value) => order.push([name, value]));
  record.check("order", () => R.compose(noted("c"), R.map(noted("b")), R.filter(noted("a")))([1, 2, 0, 3]));
  record.log("order", order);
}

/** Some go on for ever with the arguments here, and in others V8 quotes a function's text in an error. */
const leftOut = new Set(["unfold", "until", "hasIn", "eqProps", "unwind"]);

/** A function by what can be seen of it, and by what it gives. */
function described(value) {
  if (typeof value !== "function") return value;
  return { name: value.name, length: value.length, keys: Reflect.ownKeys(value), prototype: "prototype" in value };
}

const values = [0, 1, 2, -1, 3.5, Number.NaN, "", "a", "abc", "10", true, false, null, undefined, /b/g];
const lists = [[], [1, 2, 3], ["a", "b"], [[1, 2], [3]], [{ a: 1 }, { a: 2, b: { c: 3 } }], [3, 1, 2, 1]];
const objects = [
  {},
  { a: 1 },
  { a: { b: [1, 2] }, c: "x" },
  { length: 2, 0: "p", 1: "q" },
  new Date(0),
  new Map([[1, 2]]),
];

function argument(R, random) {
  switch (random.integer(0, 5)) {
    case 0:
    case 1:
      return random.pick(values);
    case 2:
      return random.pick(lists);
    case 3:
      return random.pick(objects);
    case 4:
      return random.pick([R.__, R.inc, R.identity, R.add(1), R.prop("a"), R.T, R.always([])]);
    default:
      return random.pick([(a) => a, (a, b) => [a, b], (a, b) => a < b, (...all) => all.length, () => undefined]);
  }
}
