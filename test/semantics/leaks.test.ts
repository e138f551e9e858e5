import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { Compilation } from "./compile.js";
import { Playground } from "./playground.js";

const playground = new Playground(["--expose-gc"]);
afterAll(() => playground.close());

/** What an instrumented program that makes things and drops them still holds after a collection. */
async function heldAfter(source: string): Promise<readonly string[]> {
  const folder = playground.newFolder();
  const build = new Compilation(folder, { "main.mts": `${tracking}\n${source}` }, {});
  playground.write(folder, build.tree());
  const { logs } = await playground.run({ file: join(folder, "main.mjs"), script: false });
  return logs[0] ?? [];
}

const tracking = `
  const refs = []; const track = (o) => { refs.push(new WeakRef(o)); return o };
  // A collection ends what no job of the same turn has just read, so it takes some turns.
  const held = async () => { for (let i = 0; i < 20 && refs.some((r) => r.deref()); i++) { await new Promise((r) => setTimeout(r, 1)); globalThis.gc() } return refs.filter((r) => r.deref()).length };
`;

it("an abandoned generator is collected with all it held, and so is an async one", async () => {
  const log = await heldAfter(`
    function* g(o) { yield o; yield o } async function* ag(o) { yield o; yield o } async function make() { for (let i = 0; i < 100; i++) { g(track({})).next(); await ag(track({})).next(); track(g(1)).next(); track(ag(1)).next() } }
    export const done = make().then(held).then((n) => log(refs.length, "made", n, "held"));
  `);
  expect(log).toEqual(["400 made 0 held"]);
});

it("promises that never settle are collected with the calls that wait for them", async () => {
  const log = await heldAfter(`
    const never = () => track(new Promise(() => {})); function sync() { return never() } async function waits(o) { await never(); return o } async function returned() { return never() }
    (() => { for (let i = 0; i < 100; i++) { track(sync()); track(waits(track({}))); track(returned()) } })();
    export const done = held().then((n) => log(refs.length, "made", n, "held"));
  `);
  expect(log).toEqual(["700 made 0 held"]);
});

it("values, errors and promises of ended calls are collected", async () => {
  const log = await heldAfter(`
    const value = () => track({}); const promise = (o) => Promise.resolve(o); function sync() { return promise(value()) } async function later() { return promise(value()) } function fails() { throw track(new Error("e")) } async function rejects() { throw track(new Error("r")) } const many = () => promise(value()).then(sync);
    const run = async () => { for (let i = 0; i < 50; i++) { await track(sync()); await track(later()); try { fails() } catch {} await rejects().catch(() => {}); await many() } };
    export const done = run().then(held).then((n) => log(refs.length, "made", n, "held"));
  `);
  expect(log).toEqual(["400 made 0 held"]);
});

it("a promise that is kept holds its derived one and no calls", async () => {
  const log = await heldAfter(`
    const kept = Promise.resolve({}); const cache = { get: () => kept }; function load(o) { return cache.get(o) }
    (() => { for (let i = 0; i < 100; i++) load(track({})) })();
    export const done = held().then(async (n) => log(refs.length, "made", n, "held", (await kept) === (await load(1))));
  `);
  expect(log).toEqual(["100 made 0 held true"]);
});
