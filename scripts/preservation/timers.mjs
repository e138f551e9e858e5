/**
 * Timers on a clock of their own: they come one a turn of the event loop, in the order of their times, and the time is
 * that of the last one. So what a program does does not depend on how long it takes.
 */
let now = Date.UTC(2024, 1, 29, 12);
let lastNumber = 0;
let isWaiting = false;
/** @type {{ number: number, due: number, call: () => void }[]} */
const timers = [];

export function replaceTimers() {
  Object.assign(globalThis, { setTimeout: timeout, clearTimeout: clear, setInterval: interval, clearInterval: clear });
  Date.now = () => now;
  performance.now = () => now;
  globalThis.Date = new Proxy(Date, {
    construct: (target, args, newTarget) => Reflect.construct(target, args.length > 0 ? args : [now], newTarget),
  });
}

function timeout(call, delay = 0, ...args) {
  return add(() => call(...args), delay);
}

function interval(call, delay = 0, ...args) {
  const id = add(function again() {
    add(again, delay, id.number);
    call(...args);
  }, delay);
  return id;
}

function add(call, delay, number = ++lastNumber) {
  const due = now + Math.max(1, delay || 0);
  const later = timers.findIndex((timer) => timer.due > due);
  timers.splice(later < 0 ? timers.length : later, 0, { number, due, call });
  wait();
  return {
    number,
    ref: () => undefined,
    unref: () => undefined,
    hasRef: () => true,
    [Symbol.toPrimitive]: () => number,
  };
}

function clear(id) {
  const number = typeof id === "object" ? id?.number : id;
  const index = timers.findIndex((timer) => timer.number === number);
  if (index >= 0) timers.splice(index, 1);
}

function wait() {
  if (isWaiting || timers.length === 0) return;
  isWaiting = true;
  setImmediate(() => {
    isWaiting = false;
    const next = timers.shift();
    wait();
    if (next === undefined) return;
    now = Math.max(now, next.due);
    next.call();
  });
}
